#!/bin/sh
# No file over 500 lines and no function over 80 in the C files of src/ or of the folder given.
awk '
function finish() {
	if (last > 500) { print file ":501: " last " lines"; bad = 1 }
}
FNR == 1 { finish(); file = FILENAME; start = 0 }
{ last = FNR }
/^\{/ { start = FNR }
/^\}/ && start {
	if (FNR - start + 1 > 80) { print FILENAME ":" start ": function of " FNR - start + 1 " lines"; bad = 1 }
	start = 0
}
END { finish(); exit bad }' "${1:-src}"/*.[ch]
