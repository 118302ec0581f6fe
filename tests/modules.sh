#!/bin/sh
# Compares every #include in src/ (or in the folder given) with the floor plan in its MODULES.
dir=${1:-src}
awk '
FILENAME ~ /MODULES$/ {
	plan = FILENAME
	sub(/#.*/, "")
	if (NF == 0)
		next
	module = $1
	if (!sub(/:$/, "", module)) { print FILENAME ":" FNR ": no colon after " module; bad = 1 }
	if (module in known) { print FILENAME ":" FNR ": " module " stands there twice"; bad = 1 }
	for (i = 2; i <= NF; i++) {
		if ($i ~ /^</)
			outside[$i] = 1
		else if (!($i in known)) {
			print FILENAME ":" FNR ": " module " names " $i ", which is not on an earlier line"; bad = 1
		}
		allowed[module, $i] = FNR
	}
	known[module] = FNR
	allowed[module, module] = FNR
	next
}
FNR == 1 {
	module = FILENAME
	sub(/.*\//, "", module)
	sub(/\.[a-z]+$/, "", module)
	seen[module] = 1
	if (!(module in known)) { print FILENAME ":1: not in MODULES"; bad = 1 }
}
/^[ \t]*#[ \t]*include/ {
	match($0, /["<][^">]*[">]/)
	header = substr($0, RSTART, RLENGTH)
	if (header == "" && /[ \t]FT_[A-Z_]+_H/)
		header = "<ft2build.h>"		# FreeType names its headers by macros
	if (header ~ /^"/) {
		gsub(/"/, "", header)
		sub(/\.[a-z]+$/, "", header)
	} else if (header !~ standard && !(header in outside)) {
		print FILENAME ":" FNR ": no module may include " header; bad = 1
		next
	} else if (header ~ standard)
		next
	used[module, header] = 1
	seen[header] = 1	# a header that is made by the Makefile
	if (!((module, header) in allowed)) {
		print FILENAME ":" FNR ": " module " may not include " header; bad = 1
	}
}
END {
	for (m in known)
		if (!(m in seen)) { print plan ":" known[m] ": there is no " m; bad = 1 }
	for (pair in allowed) {
		split(pair, p, SUBSEP)
		if (p[1] != p[2] && !(pair in used)) { print plan ":" allowed[pair] ": " p[1] " does not need " p[2]; bad = 1 }
	}
	exit bad
}' standard='^<(assert|ctype|errno|fcntl|fnmatch|inttypes|limits|poll|setjmp|signal|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|math|time|unistd|dirent|sys/[a-z]+)\.h>$' \
	"$dir/MODULES" "$dir"/*.[ch] "$dir"/*.def "$dir"/../include/*.h
