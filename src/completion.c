#include "completion.h"
#include "completion_words.h"

#include <stdio.h>
#include <string.h>

/* Prints words with spaces between; a list that a command prints, as the command in the shell's own form. */
static void
print_words(const char *words, const char *before, const char *after)
{
	if (words[0] == '$')
		printf("%sthethuc %s 2>/dev/null | cut -f1%s", before, words + 1, after);
	else
		fputs(words, stdout);
}

static void
print_verbs(const struct report *r)
{
	struct completion_verb v;

	for (size_t i = 0; completion_verb(r, i, &v); i++)
		printf("%s ", v.name);
	fputs("help", stdout);
}

/* What is proposed for the value of an option. */
static void
print_bash_value(const struct completion_verb *v, const struct completion_option *o)
{
	static const char *const kinds[] = { [GIVES_TEXT] = "", [GIVES_WORD] = "", [GIVES_FILE] = "-f",
	    [GIVES_FOLDER] = "-d" };

	printf("\t'%s %s') ", v->name, o->name);
	if (o->words == NULL && *kinds[o->value] == '\0') {
		fputs("return ;;\n", stdout);
		return;
	}
	if (o->words == NULL) {
		printf("COMPREPLY=($(compgen %s -- \"$cur\")); return ;;\n", kinds[o->value]);
		return;
	}
	fputs("COMPREPLY=($(compgen -W \"", stdout);
	print_words(o->words, "$(", ")");
	fputs("\" -- \"$cur\")); return ;;\n", stdout);
}

static void
print_bash(const struct report *r)
{
	struct completion_verb v;

	puts("# bash completion for thethuc, made by: thethuc completion bash\n\n_thethuc()\n{\n"
	    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= options= words= i\n\n"
	    "\tCOMPREPLY=()\n\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	    "\t\tif [[ ${COMP_WORDS[i]} != -* ]]; then verb=${COMP_WORDS[i]}; break; fi\n\tdone\n"
	    "\tcase \"$verb $prev\" in");
	for (size_t i = 0; completion_verb(r, i, &v); i++)
		for (size_t k = 0; k < v.n; k++)
			if (v.options[k].value != GIVES_NOTHING)
				print_bash_value(&v, &v.options[k]);
	printf("\t'new plan'|'new copy') COMPREPLY=($(compgen -W "
	    "\"$(thethuc new \"$prev\" 2>/dev/null | cut -f1)\" -- \"$cur\")); return ;;\n"
	    "\tesac\n\tcase $verb in\n\t''|help) words='");
	print_verbs(r);
	puts("' options='--help --version' ;;");
	for (size_t i = 0; completion_verb(r, i, &v); i++) {
		printf("\t%s) words='%s' options='", v.name, v.words != NULL ? v.words : "");
		for (size_t k = 0; k < v.n; k++)
			printf("%s%s", k > 0 ? " " : "", v.options[k].name);
		puts("' ;;");
	}
	puts("\tesac\n\tif [[ $cur == -* ]]; then\n\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
	    "\telif [[ $words ]]; then\n\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n\telse\n"
	    "\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n\tfi\n}\n\ncomplete -o filenames -F _thethuc thethuc");
}

static void
print_zsh_option(const struct completion_option *o)
{
	static const char *const values[] = {
		[GIVES_NOTHING] = "", [GIVES_TEXT] = ":value: ", [GIVES_WORD] = ":value: ",
		[GIVES_FILE] = ":file:_files", [GIVES_FOLDER] = ":folder:_files -/",
	};
	const char *joint = o->value == GIVES_NOTHING ? "" : o->name[1] == '-' ? "=" : "+";

	printf(" \\\n\t\t\t'*%s%s[%s]", o->name, joint, o->doc);
	if (o->words == NULL) {
		printf("%s'", values[o->value]);
		return;
	}
	fputs(":value:(", stdout);
	if (o->words[0] == '$')
		fputs("'", stdout);
	print_words(o->words, "${$(", ")}");
	fputs(o->words[0] == '$' ? "')'" : ")'", stdout);
}

static void
print_zsh(const struct report *r)
{
	struct completion_verb v;

	puts("#compdef thethuc\n# zsh completion for thethuc, made by: thethuc completion zsh\n\n"
	    "_thethuc()\n{\n\tlocal -a verbs\n\tlocal verb=$words[2]\n\n\tverbs=(");
	for (size_t i = 0; completion_verb(r, i, &v); i++)
		printf("\t\t'%s:%s'\n", v.name, v.doc);
	puts("\t)\n\tif (( CURRENT == 2 )); then\n\t\t_describe verb verbs\n\t\treturn\n\tfi\n"
	    "\tshift words\n\t(( CURRENT-- ))\n\tcase $verb in\n"
	    "\thelp) _describe verb verbs ;;");
	for (size_t i = 0; completion_verb(r, i, &v); i++) {
		printf("\t%s)\n\t\t_arguments -S", v.name);
		for (size_t k = 0; k < v.n; k++)
			print_zsh_option(&v.options[k]);
		if (strcmp(v.name, "new") == 0)
			printf(" \\\n\t\t\t'1:what:(%s)' "
			    "\"2:type:($(thethuc new \"${words[2]}\" 2>/dev/null | cut -f1))\" ;;\n", v.words);
		else if (v.words != NULL)
			printf(" \\\n\t\t\t'1:what:(%s)' ;;\n", v.words);
		else
			puts(" \\\n\t\t\t'*:file:_files' ;;");
	}
	puts("\tesac\n}\n\n"
	    "if [[ $funcstack[1] == _thethuc ]]; then\n\t_thethuc \"$@\"\nelse\n\tcompdef _thethuc thethuc\nfi");
}

static void
print_fish_option(const struct completion_verb *v, const struct completion_option *o)
{
	static const char *const kinds[] = {
		[GIVES_NOTHING] = "", [GIVES_TEXT] = " -x", [GIVES_WORD] = " -x", [GIVES_FILE] = " -rF",
		[GIVES_FOLDER] = " -xa '(__fish_complete_directories)'",
	};
	bool is_long = o->name[1] == '-';

	printf("complete -c thethuc -n '__fish_seen_subcommand_from %s' -%s %s", v->name, is_long ? "l" : "s",
	    o->name + 1 + is_long);
	if (o->words != NULL) {
		fputs(" -xa '", stdout);
		print_words(o->words, "(", ")");
		fputs("'", stdout);
	} else {
		fputs(kinds[o->value], stdout);
	}
	printf(" -d '%s'\n", o->doc);
}

static void
print_fish(const struct report *r)
{
	struct completion_verb v;

	puts("# fish completion for thethuc, made by: thethuc completion fish\n"
	    "complete -c thethuc -n '__fish_use_subcommand' -f -l help\n"
	    "complete -c thethuc -n '__fish_use_subcommand' -f -l version");
	for (size_t i = 0; completion_verb(r, i, &v); i++) {
		printf("complete -c thethuc -n '__fish_use_subcommand' -f -a %s -d '%s'\n", v.name, v.doc);
		if (v.words != NULL)
			printf("complete -c thethuc -n '__fish_seen_subcommand_from %s' -f -a '%s'\n", v.name, v.words);
		for (size_t k = 0; k < v.n; k++)
			print_fish_option(&v, &v.options[k]);
	}
	for (const char *const *what = (const char *const[]){ "plan", "copy", NULL }; *what != NULL; what++)
		printf("complete -c thethuc -n '__fish_seen_subcommand_from new; "
		    "and __fish_seen_subcommand_from %s' -f -a '(thethuc new %s 2>/dev/null)'\n", *what, *what);
	fputs("complete -c thethuc -n '__fish_seen_subcommand_from help' -f -a '", stdout);
	print_verbs(r);
	puts("'");
}

void
completion_print(const struct report *r, enum completion_shell shell)
{
	static void (*const prints[])(const struct report *) = {
		[COMPLETION_BASH] = print_bash, [COMPLETION_ZSH] = print_zsh, [COMPLETION_FISH] = print_fish,
	};

	prints[shell](r);
}
