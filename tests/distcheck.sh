#!/bin/sh
# Takes what `make dist` packed, builds it in two folders, tries the program, installs it into an empty root, and
# removes it again. The name without suffix is the argument; O is the folder it lies in.
set -eu
name=$1
here=$(cd "$O" && pwd)
work=$(mktemp -d "$here/distcheck.XXXXXX")
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
jobs=-j$(nproc)
unset MAKEFLAGS MFLAGS MAKELEVEL THETHUC_DATA O

die() {
	echo "distcheck: $*" >&2
	exit 1
}

for folder in one "and another"; do
	mkdir "$work/$folder"
	tar -C "$work/$folder" -xJf "$here/$name.tar.xz"
	make -s -C "$work/$folder/$name" "$jobs" all >"$work/log" 2>&1 || { cat "$work/log"; die "it does not build in '$folder'"; }
done
one=$work/one/$name
for made in thethuc thethuc-sign thethuc-print thethuc-preview libthethuc.a libthethuc.so; do
	cmp "$one/out/$made" "$work/and another/$name/out/$made" || die "$made is another in another folder"
done

# A source that nobody may write to any more, and the program far from it.
chmod -R a-w "$one/src" "$one/examples" "$one/layouts"
(cd / && "$one/out/thethuc" render "$one/examples/plans/soc-trang-2023.json" -o "$work/built.pdf")

make -s -C "$one" DESTDIR="$work/root" prefix=/usr install >/dev/null
(cd / && env -i "$work/root/usr/bin/thethuc" render "$one/examples/plans/soc-trang-2023.json" -o "$work/installed.pdf")
cmp "$work/built.pdf" "$work/installed.pdf" || die "the installed program makes other documents"
for verb in sign verify print preview; do
	env -i "$work/root/usr/bin/thethuc" $verb --help >/dev/null || die "$verb is not there"
done
make -s -C "$one" DESTDIR="$work/root" prefix=/usr uninstall
left=$(find "$work/root" ! -type d)
[ -z "$left" ] || die "uninstall leaves $left"
left=$(find "$work/root" -type d -name '*thethuc*')
[ -z "$left" ] || die "uninstall leaves $left"
echo "$name is ready to go."
