#!/bin/sh
# Tries the packages in $O/deb, as root: another build has to give the same bytes, lintian to find no error; then a clean
# root gets nothing but them and what they depend on, makes documents as nobody with no environment, builds the manual's
# example, and loses them without a trace. The name of the archive without suffix is the argument. Needs a network.
set -eu
name=$1
here=$(cd "$O" && pwd)
plan=/usr/share/doc/thethuc/examples/plans/soc-trang-2023.json
[ "$(id -u)" = 0 ] || { echo "check-deb makes a root of its own: only root can." >&2; exit 1; }
work=$(mktemp -d "$here/check-deb.XXXXXX")
root=$work/root
trap 'rm -rf --one-file-system "$work"' EXIT

die() {
	echo "check-deb: $*" >&2
	exit 1
}

within() {
	chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 ${http_proxy:+http_proxy=$http_proxy} "$@"
}

# As a user without any right, with no environment, in a folder that is not his.
nobody() {
	chroot --userspec=65534:65534 "$root" env -i "$@"
}

echo "  packing again, in another folder, language, time zone and with another umask"
mkdir "$work/again"
ln "$here/$name.tar.xz" "$work/again/" 2>/dev/null || cp "$here/$name.tar.xz" "$work/again/"
(umask 027; O=$work/again LC_ALL=C TZ=Asia/Ho_Chi_Minh tests/deb.sh "$name" >/dev/null)
for package in "$here"/deb/*.deb; do
	cmp "$package" "$work/again/deb/${package##*/}" || die "two builds of ${package##*/} differ"
done
lintian --allow-root --fail-on error "$here"/deb/*.changes || die "lintian finds errors"

echo "  a clean root"
. /etc/os-release
mmdebstrap --quiet --variant=apt "$VERSION_CODENAME" "$root" >"$work/log" 2>&1 || { tail "$work/log" >&2; die "no root"; }
mkdir "$root/packages"
cp "$here"/deb/*.deb "$root/packages"
rm "$root"/packages/*-dbgsym_*
cat /etc/resolv.conf >"$root/etc/resolv.conf"
within apt-get -qq update >"$work/log" 2>&1 || { cat "$work/log" >&2; die "no packages to be had"; }

put() {
	within apt-get install -qq -y --no-install-recommends "$@" >"$work/log" 2>&1 || { tail -n 30 "$work/log" >&2; die "$* cannot be installed"; }
}

data=/packages/thethuc-data_$(sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)_all.deb
version=$(echo "$data" | sed 's/.*_\(.*\)_all.deb/\1/')_$(dpkg --print-architecture)
put "$data" "/packages/thethuc_$version.deb"
nobody thethuc render $plan -o - >"$work/made.pdf" || die "the program makes no document"
"$here/thethuc" render "$root$plan" -o - | cmp - "$work/made.pdf" || die "the packaged program makes other documents"
nobody thethuc sign --help >"$work/log" 2>&1 && die "sign is there without its package"

for companion in sign print preview; do
	put "/packages/thethuc-${companion}_$version.deb"
	nobody thethuc $companion --help >/dev/null || die "$companion does not start"
done
nobody thethuc verify --help >/dev/null || die "verify does not start"

echo "  a program that uses the library"
put "/packages/libthethuc0_$version.deb" "/packages/libthethuc-dev_$version.deb" gcc g++ libc6-dev pkg-config
sed -n '/^\.Ss A program that renders/,/^\.Ed/p' src/thethuc.3 | sed '1,/^\.Bd/d; /^\.Ed/d; s/\\e/\\/g' >"$root/packages/example.c"
cp "$root/packages/example.c" "$root/packages/example.cc"
for how in 'gcc -std=c11 example.c $(pkg-config --cflags --libs thethuc)' 'g++ -std=c++17 example.cc $(pkg-config --cflags --libs thethuc)' \
    'gcc -std=c11 example.c $(pkg-config --cflags thethuc) -l:libthethuc.a $(pkg-config --static --libs thethuc | sed s/-lthethuc//)'; do
	within sh -c "cd /packages && set -- $how && compiler=\$1 && shift && \$compiler -Wall -Wextra -Werror -o example \"\$@\"" || die "does not build: $how"
	nobody /packages/example $plan /tmp/example.pdf || die "does not run: $how"
	cmp "$root/tmp/example.pdf" "$work/made.pdf" || die "makes another document: $how"
	rm "$root/tmp/example.pdf"
done

echo "  and without them again"
within apt-get purge -qq -y 'thethuc*' 'libthethuc*' >"$work/log" 2>&1 || { cat "$work/log" >&2; die "they cannot be removed"; }
left=$(cd "$root" && find . -xdev -name '*thethuc*' ! -path './packages/*' ! -path './var/cache/apt/*' ! -path './var/log/*')
[ -z "$left" ] || die "left behind: $left"
echo "The packages are ready to go."
