/* Which part of a batch a process has, when many share it. */
#ifndef SHARD_H
#define SHARD_H
#include "report.h"
#include <stdbool.h>
#include <stdint.h>

/*
 * Reads "I/N" (from 1), or when `text` is NULL what schedulers tell in the environment: THETHUC_SHARD
 * and THETHUC_SHARDS, indexed jobs of Kubernetes (with THETHUC_SHARDS), arrays of Slurm and of AWS Batch,
 * GNU parallel (with THETHUC_SHARDS). Without any of them 1 of 1. Returns 0, or the exit status after
 * a message.
 */
int	 shard_read(const char *text, uint64_t *shard, uint64_t *shards, const struct report *);

/* Whether the shard has the document of this id: it follows from the id alone. */
bool	 shard_has(uint64_t shard, uint64_t shards, const char *id);

#endif
