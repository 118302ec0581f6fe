#!/bin/sh
# sbatch examples/batch/slurm.sh IN OUT: an array of eight tasks with two processors each. Slurm tells each task
# its number; a task that is preempted gets SIGTERM a minute before, is queued again and goes on where it was.
#SBATCH --job-name=ke-hoach
#SBATCH --array=0-7
#SBATCH --cpus-per-task=2
#SBATCH --mem=2G
#SBATCH --time=02:00:00
#SBATCH --signal=TERM@60
#SBATCH --requeue
in=${1:?IN: folder or file with the records} out=${2:?OUT: folder for the documents}

exec thethuc batch "$in" -d "$out" -j "${SLURM_CPUS_PER_TASK:-1}" --progress plain \
	--name '{year}/{issuer.abbr}/{number}-{type}'
