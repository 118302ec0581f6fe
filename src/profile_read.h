/* A profile's JSON to struct profile; shared by the files that read its parts. */
#ifndef PROFILE_READ_H
#define PROFILE_READ_H
#include "bind.h"
#include "profile.h"

struct profile_reader {
	struct bind	 bind;		/* first, so that readers of parts find the rest */
	struct profile	*p;		/* what is filled */
	const struct profile *law;	/* the regulation whose ranges hold; NULL when this is one */
	const char	*article;	/* of the object being read, "" when it has none */
	const char	*own;		/* the struct being read, and the same one of the law; */
	const char	*ruled;		/* NULL: the law says nothing of it */
	bool		 free;		/* plain numbers here are no rules of their own */
	const struct where *sizes_at;	/* the object of all styles */
	const char	**style_names;	/* NULL-terminated, in the order of p->styles */
	bool		*faulty;	/* by style: not read whole, so that nothing follows from its values */
	const struct value *zones;	/* lists of zones that others use, by name; or NULL */
	const char	**zone_names;	/* of them, NULL-terminated */
	const struct zone_user *user;	/* the list being read, NULL: that of a form */
};

/*
 * Reads a merged profile, every fault in one pass. With `law`, numbers outside the ranges of that
 * regulation are reported (VALUE_RANGE, SIZES_TOGETHER) and kept. One fault does not bring others.
 * -1 after an error.
 */
int	 profile_read(struct arena *, struct diag *, const struct value *root,
	    const struct profile *law, struct profile *);

/* How the article an object names is cited, its own appendix instead of the usual one; "": none named. */
const char *profile_read_article(struct profile_reader *, const struct value *);

/* Puts an object's members into a struct; its measures get the article the object names. */
void	 profile_read_members(struct profile_reader *, const struct bind_object *,
	    const struct value *, void *out);

bind_reader profile_read_part;	/* struct with type->object's members, by profile_read_members() */

extern const char *const profile_stamp_names[];	/* by enum stamp_kind, NULL-terminated */

/* A profile's file, for the schema: what is not given there is that of the file it extends. */
extern const struct bind_type profile_type_file;

/* Parts of a profile, read into the struct profile. */
extern const struct bind_type profile_type_styles, profile_type_page, profile_type_fonts,
    profile_type_dashes, profile_type_levels, profile_type_lists, profile_type_words,
    profile_type_tasks, profile_type_padding, profile_type_blanks, profile_type_figures,
    profile_type_number_words, profile_type_charts, profile_type_report, profile_type_ties, profile_type_tables,
    profile_type_forms, profile_type_types,
    profile_type_together, profile_type_copies, profile_type_pictures, profile_type_fit, profile_type_stamps,
    profile_type_fixed, profile_type_watermark, profile_type_appendices, profile_type_attached, profile_type_lint,
    profile_type_sets;

extern const struct bind_type profile_type_task_heads, profile_type_task_tables;
extern const struct bind_type profile_type_zones;	/* struct zone *: a list, after the forms are read */
extern const struct bind_type profile_type_zone_lists;	/* those that others use, by name; for the schema */

/* struct measure: number, range or choice; the limits keep arithmetic safe and are no rules. */
extern const struct bind_type profile_type_size, profile_type_pt, profile_type_mm,
    profile_type_paper, profile_type_leading, profile_type_exact, profile_type_share,
    profile_type_part;

/* const char *: text with names in braces, each kind with its own names. */
extern const struct bind_type profile_type_zone_text, profile_type_date_text,
    profile_type_note_text, profile_type_label_text, profile_type_amount_text,
    profile_type_words_text, profile_type_archive_text, profile_type_symbol_text, profile_type_time_text,
    profile_type_picture_text, profile_type_caption_text, profile_type_unit_text, profile_type_drafter_text,
    profile_type_pages_text;

extern const struct bind_type profile_type_form_name;	/* const struct form *: by name */
extern const struct bind_type profile_type_colour;	/* uint32_t: 0xRRGGBB */
extern const struct bind_type profile_type_style;	/* const struct style *: by name */
extern const struct bind_type profile_type_word;	/* const char *: spaces at its ends count */
extern const struct bind_type profile_type_condition;	/* const char *: fields, "!" before one; all have to hold */
extern const struct bind_type profile_type_article;	/* not read with the other members */

#endif
