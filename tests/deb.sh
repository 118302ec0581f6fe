#!/bin/sh
# Builds the Debian packages from what `make dist` packed, in a folder of its own, and leaves them in $O/deb.
# With SOURCE_DATE_EPOCH, or without: the time of debian/changelog. The name of the archive without suffix is the argument.
set -eu
name=$1
here=$(cd "$O" && pwd)
work=$(mktemp -d "$here/deb.XXXXXX")
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL THETHUC_DATA O

tar -C "$work" -xJf "$here/$name.tar.xz"
cp "$here/$name.tar.xz" "$work/$(echo "$name" | tr - _).orig.tar.xz"
(cd "$work/$name" && dpkg-buildpackage -us -uc >"$work/log" 2>&1) || { tail -n 60 "$work/log" >&2; exit 1; }
rm -rf "$here/deb"
mkdir "$here/deb"
mv "$work"/*.deb "$work"/*.dsc "$work"/*.tar.* "$work"/*.changes "$work"/*.buildinfo "$here/deb"
cp "$work/log" "$here/deb/build.log"
ls "$here/deb" | sed "s|^|  $here/deb/|"
