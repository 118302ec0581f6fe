# thethuc: official Vietnamese documents from JSON, as PDF.  make, make run, make test
#
# Everything made lies in $O. A variant lives beside the default one:
#   make O=out/asan OPT='-O1 -g -fsanitize=address,undefined'

O        = out
CC       = gcc
OPT      = -O2 -g
PKGS     = freetype2 harfbuzz harfbuzz-subset jansson libdeflate libutf8proc nettle libpng libturbojpeg
FRONT_PKGS = zlib libzstd
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wswitch-enum -Wmissing-prototypes
CFLAGS   = $(OPT) -std=c11 $(WARN)
# One set of objects serves the programs and both libraries; nothing in them tells where they were made.
KIND     = -fPIC -fvisibility=hidden '-ffile-prefix-map=$(CURDIR)=.'
CPPFLAGS = -Iinclude -Isrc -I$O/obj -D_XOPEN_SOURCE=700 $(PKG_CFLAGS)
LDLIBS   = $(PKG_LIBS) -lhpdf -lm
SIGN_LIBS = -lssl -lcrypto
PRINT_LIBS = -lcups -lcrypto
PREVIEW_PKGS = poppler-glib cairo
PREVIEW_LIBS := $(shell pkg-config --libs $(PREVIEW_PKGS) 2>/dev/null)
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) $(FRONT_PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
FRONT_LIBS := $(shell pkg-config --libs $(FRONT_PKGS) 2>/dev/null)

SRC      = $(wildcard src/*.c)
OBJ      = $(SRC:src/%.c=$O/obj/%.o)
# What the program has beyond the library.
FRONT    = main companion map_file feed feed_list framing framing_find framing_scan feed_files feed_files_join gzip input_stream window zstd_file \
           start report input ending output options alongside bundle distribute outcome similar wire heap hash_table json_member \
           stopwatch child shard batch_options wire_stream report_capture record_id intake census fingerprint manifest output_name output_folder \
           disk_sync worker summary progress sink copy_job batch_state leftover batch_owner batch_commit batch_queue worker_pool batch help preview \
           page_name options_table watch render completion completion_words \
           arguments moment sign_options print_options preview_options
# What both have.
BOTH     = digest reasons
MAIN_OBJ = $(filter $(FRONT:%=$O/obj/%.o) $(BOTH:%=$O/obj/%.o),$(OBJ))
# Verbs with libraries of their own are programs beside it; what they share with it is FRONT's.
SIGN     = key key_wish evidence evidence_pool trust revocation chain stamp_token cms cms_check pin hold sign_look sign_review sign_seed sign_file sign_print sign_main
SIGN_OBJ = $(SIGN:%=$O/obj/%.o) $(patsubst %,$O/obj/%.o,moment arguments sign_options report input ending output start)
PRINT    = printer_trust printer printer_words print_jobs print_main
PRINT_OBJ = $(patsubst %,$O/obj/%.o,$(PRINT) print_options arguments report input start)
PREVIEW  = raster preview_main
PREVIEW_OBJ = $(patsubst %,$O/obj/%.o,$(PREVIEW) preview_options arguments bundle heap page_name report input ending output start)
LIB_OBJ  = $(filter-out $(FRONT:%=$O/obj/%.o) $(SIGN_OBJ) $(PRINT_OBJ) $(PREVIEW_OBJ),$(OBJ))
UNIT     = $(patsubst tests/unit/%.c,$O/unit/%,$(wildcard tests/unit/*.c))
PLANS    = $(wildcard examples/plans/*.json)
COPIES   = $(wildcard examples/copies/*.json)
TYPES    = $(wildcard examples/types/*.json)
STAMPS   = $(wildcard examples/stamps/*.json)
SIGNED   = $(wildcard examples/signatures/*.json)
TABLES   = $(wildcard examples/tables/*.json)
CHARTS   = $(wildcard examples/charts/*.json)
FITTED   = $(wildcard examples/fit/*.json)
ANNEXES  = $(wildcard examples/appendices/*.json)
TUTORIAL = $(wildcard examples/tutorial/buoc-[1-9].json)
MAPS     = $(wildcard examples/batch/maps/*.json)

# Elsewhere than in a folder of this one, the program has to be told where its layouts and fonts are.
AT_HOME  = $(if $(filter-out out,$O),THETHUC_DATA='$(CURDIR)')

# As many jobs as there are cores, unless make was started with -j.
J        = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))
ifneq ($V,1)
Q        = @
endif

# Where things are installed; packages put DESTDIR before it.
VERSION     := $(shell sed -n 's/.*define TT_VERSION.*"\(.*\)".*/\1/p' include/thethuc.h)
prefix       = /usr/local
bindir       = $(prefix)/bin
libdir       = $(prefix)/lib
libexecdir   = $(prefix)/libexec
includedir   = $(prefix)/include
datarootdir  = $(prefix)/share
datadir      = $(datarootdir)
mandir       = $(datarootdir)/man
docdir       = $(datarootdir)/doc/thethuc
pkgconfigdir = $(libdir)/pkgconfig
zshdir       = $(datadir)/zsh/site-functions
INSTALL      = install
SONAME       = libthethuc.so.0

# What verbs of their own are in; installed they lie in libexec.
COMPANIONS   = thethuc-sign thethuc-print thethuc-preview

all: $O/thethuc $(COMPANIONS:%=$O/%) $O/libthethuc.a $O/libthethuc.so

$O/thethuc: $(MAIN_OBJ) $O/libthethuc.a
	@echo "  link $@"
	$Q$(CC) $(OPT) $(LDFLAGS) -o $@ $^ $(LDLIBS) $(FRONT_LIBS)

# It looks into PDFs with the library's inner modules.
$O/thethuc-sign: $(SIGN_OBJ) $(LIB_OBJ)
	@echo "  link $@"
	$Q$(CC) $(OPT) $(LDFLAGS) -o $@ $^ $(LDLIBS) $(SIGN_LIBS)

$O/thethuc-print: $(PRINT_OBJ) $(LIB_OBJ)
	@echo "  link $@"
	$Q$(CC) $(OPT) $(LDFLAGS) -o $@ $^ $(LDLIBS) $(PRINT_LIBS)

# Poppler's headers are for its one module.
$O/obj/raster.o: CPPFLAGS += $(shell pkg-config --cflags $(PREVIEW_PKGS) 2>/dev/null | sed 's/-I/-isystem /g')

$O/thethuc-preview: $(PREVIEW_OBJ) $O/obj/reasons.o
	@echo "  link $@"
	$Q$(CC) $(OPT) $(LDFLAGS) -o $@ $^ $(PREVIEW_LIBS)

# One relocatable object with every name local but those of thethuc.h: `plan_read` in here cannot
# clash with a function of the program that uses the library.
$O/libthethuc.a: $(LIB_OBJ) $O/obj/exports
	@echo "  lib  $@"
	$Q$(CC) -r -nostdlib -o $O/obj/all.o $(LIB_OBJ)
	$Qobjcopy --keep-global-symbols=$O/obj/exports $O/obj/all.o $O/obj/whole.o
	$Qrm -f $@ && $(AR) rcsD $@ $O/obj/whole.o && rm $O/obj/all.o $O/obj/whole.o

# The names of the version script. One that is only in the header would be missed at the very end.
$O/obj/exports: src/libthethuc.map include/thethuc.h | $O/obj
	$Qsed -n 's/^\t\(tt_[a-z0-9_]*\);$$/\1/p' $< > $@
	@! grep -v '^typedef' include/thethuc.h | grep -o '\btt_[a-z0-9_]*(' | tr -d '(' | grep -vxFf $@ | sed 's|$$| is not in $<|' | grep .

$O/libthethuc.so.$(VERSION): $(LIB_OBJ) $O/obj/exports
	@echo "  lib  $@"
	$Q$(CC) $(OPT) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=src/libthethuc.map -Wl,--no-undefined-version -Wl,-z,defs -Wl,--as-needed \
		$(LDFLAGS) -o $@ $(LIB_OBJ) $(LDLIBS)

$O/libthethuc.so: $O/libthethuc.so.$(VERSION)
	$Qln -sf $(<F) $O/$(SONAME) && ln -sf $(SONAME) $@

# How objects are made: other flags make them anew.
$O/obj/flags: always | $O/obj
	$(file >$@.new,$(CC) $(CFLAGS) $(KIND))
	$Qcmp -s $@.new $@ && rm $@.new || mv $@.new $@

$O/obj/%.o: src/%.c $O/obj/flags | $O/obj
	@echo "  cc   $<"
	$Q$(CC) $(CPPFLAGS) $(CFLAGS) $(KIND) -MMD -MP -c -o $@ $<

# Versions of the libraries, as --version tells them.
HARU_VERSION = $$(sed -n 's/.*HPDF_VERSION_TEXT *"\(.*\)".*/\1/p' $$(echo '\#include <hpdf_version.h>' | $(CC) -E -x c - | sed -n 's/^\# 1 "\(.*hpdf_version.h\)".*/\1/p' | head -1))
$O/obj/libraries.h: | $O/obj
	$Q{ printf '#define LIBRARIES_TEXT "libharu %s\\n"' "$(HARU_VERSION)"; \
	for p in $(PKGS); do printf ' \\\n\t"%s %s\\n"' $$p $$(pkg-config --modversion $$p); done; echo; } > $@

$O/obj/tt.o: $O/obj/libraries.h

# Where it is installed, for what has to find the rest. Written anew only when that changes.
$O/obj/installed.h: always | $O/obj
	$Qprintf '#define INSTALLED_DATA "%s"\n#define INSTALLED_LIBEXEC "%s"\n' '$(datadir)/thethuc' '$(libexecdir)/thethuc' > $@.new
	$Qcmp -s $@.new $@ && rm $@.new || mv $@.new $@

$O/obj/tt_context.o $O/obj/start.o $O/obj/companion.o: $O/obj/installed.h

$O/obj:
	@pkg-config --exists $(PKGS) $(FRONT_PKGS) $(PREVIEW_PKGS) 2>/dev/null || { echo 'Libraries are missing: make packages installs them.'; exit 1; }
	@mkdir -p $@ $O/unit

objects: $(OBJ)

# Unit tests see the modules, so they link the plain objects.
UNIT_OBJ = $(filter-out $O/obj/main.o $(SIGN:%=$O/obj/%.o) $(PRINT:%=$O/obj/%.o) $(PREVIEW:%=$O/obj/%.o),$(OBJ))
units: $(UNIT)

$O/unit/%: tests/unit/%.c $(UNIT_OBJ) | $O/obj
	@echo "  unit $*"
	$Q$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP -o $@ $< $(UNIT_OBJ) $(LDLIBS) $(FRONT_LIBS) $(LIBS_$*)

# The oracle for line breaks.
LIBS_icu_breaks = -licuuc

# Each header has to compile alone.
headers: | $O/obj
	@for h in include/*.h src/*.h; do \
		printf '#include "%s"\n' "$${h##*/}" > $O/obj/header.c; \
		$(CC) $(CPPFLAGS) -std=c11 $(WARN) -Werror -fsyntax-only $O/obj/header.c || { echo "$$h"; exit 1; }; \
	done

# All that looks at the code: formatting, includes, sizes, headers, two compilers, cppcheck, clang-tidy.
check-code:
	@tests/install-packages.sh build python lint
	@O='$O' tests/check_code.py

# How files are compiled, for those who only look at them; headers of others are the system's.
flags: $O/obj/libraries.h $O/obj/installed.h
	@echo '$(CPPFLAGS) -std=c11 $(WARN)' $$(pkg-config --cflags $(PREVIEW_PKGS)) | sed 's| -I/| -isystem /|g'

packages:
	@tests/install-packages.sh build

run: packages
	@$(MAKE) -s --no-print-directory $J all
	@for p in $(PLANS) $(SIGNED) $(TABLES) $(CHARTS) $(ANNEXES) $(TUTORIAL); do n=$${p##*/}; \
		$(AT_HOME) $O/thethuc render $$p -o $O/$${n%.json}.pdf --stats || exit; done
	@for c in $(COPIES); do n=$${c##*/}; of=$$(sed -n 's/.*"_original": "\(.*\)".*/\1/p' $$c); \
		$(AT_HOME) $O/thethuc copy --data $$c $$of -o $O/$${n%.json}.pdf --stats || exit; done
	@for p in $(STAMPS); do n=$${p##*/}; \
		$(AT_HOME) $O/thethuc render --allow-secret $$p -o $O/$${n%.json}.pdf || exit; done
	@for p in $(FITTED); do n=$${p##*/}; $(AT_HOME) $O/thethuc render $$p -o $O/$${n%.json}.pdf --stats || exit; done
	@for s in examples/sets/tung-noi-nhan.json examples/sets/mot-tep.json; do n=$${s##*/}; \
		$(AT_HOME) $O/thethuc render examples/sets/cong-van.json --set $$s -d $O/$${n%.json} --stats || exit; done
	@$(AT_HOME) $O/thethuc batch examples/batch/ke-hoach.ndjson -d $O/batch --name '{year}/{issuer.abbr}/{number}-{type}' --progress none
	@for m in $(MAPS); do n=$${m##*/}; n=$${n%.json}; rm -rf $O/batch-$$n; \
		$(AT_HOME) $O/thethuc batch --map $$m examples/batch/$$n.*json -d $O/batch-$$n --progress none || exit; done
	@$(AT_HOME) $O/thethuc report examples/report-soc-trang-2024.json -o $O/report-soc-trang-2024.pdf --stats
	@mkdir -p $O/types
	@for p in $(TYPES); do n=$${p##*/}; \
		$(AT_HOME) $O/thethuc render $$p -o $O/types/$${n%.json}.pdf || exit; done

test:
	@tests/install-packages.sh build python lint test
	@O='$O' tests/run.py

# make check-golden T=area/case, or T=area; make accept T=... shows what changed, and takes it.
check-golden: all
	@O='$O' tests/run.py golden $T
accept: all
	@O='$O' tests/golden.py $T

# Targets of tests/fuzz. Without libFuzzer they run files and copies of them with changes (tests/fuzz/driver/run.c).
FUZZ     = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
FUZZ_RUN = run
FUZZ_SRC = $(patsubst %,tests/fuzz/driver/%.c,fuzz json bytes mend $(FUZZ_RUN))

fuzzers: $(FUZZ:%=$O/fuzz/%)

$O/fuzz/%: tests/fuzz/%.c $(FUZZ_SRC) tests/fuzz/driver/fuzz.h $O/fuzz/words.h $(LIB_OBJ)
	@echo "  fuzz $*"
	$Q$(CC) $(CPPFLAGS) -Itests/fuzz/driver -I$O/fuzz $(CFLAGS) $(FUZZ_LINK) -o $@ $< $(FUZZ_SRC) $(FUZZ_OBJ) $(LIB_OBJ) $(LDLIBS) $(FUZZ_LIBS)

# Verifying is no part of the library.
VERIFIES = $(patsubst %,$O/obj/%.o,sign_review sign_print cms_check stamp_token cms chain revocation trust evidence_pool evidence moment key report)
$O/fuzz/signature: $(VERIFIES)
$O/fuzz/signature: FUZZ_OBJ = $(VERIFIES)
$O/fuzz/signature: FUZZ_LIBS = $(SIGN_LIBS)

# Nor is splitting exports.
SPLITS = $(patsubst %,$O/obj/%.o,framing framing_find framing_scan json_member window)
$O/fuzz/export: $(SPLITS)
$O/fuzz/export: FUZZ_OBJ = $(SPLITS)

# The names and words of our data, for changes to be made of.
$O/fuzz/words.h: $(wildcard layouts/*.json)
	@mkdir -p $(@D)
	$Q{ echo 'static const char *const words[] = {'; \
	grep -oh '"[a-z0-9_.-]*"' $^ | sort -u | sed 's/$$/,/'; echo '};'; } > $@

# What is preloaded to make the system refuse things, and a program that has to go on afterwards.
$O/fault/%.so: tests/fault/%.c
	@mkdir -p $(@D)
	$Q$(CC) $(CFLAGS) -Wno-pedantic -D_GNU_SOURCE -shared -fPIC -o $@ $< -ldl

$O/fault/again: tests/fault/again.c $O/libthethuc.a
	@mkdir -p $(@D)
	$Q$(CC) -Iinclude $(CFLAGS) -D_XOPEN_SOURCE=700 -o $@ $^ $(LDLIBS)

# make fuzz T=plan TIME=600: with libFuzzer, all targets if none is named, each so many seconds.
fuzz:
	@tests/install-packages.sh build python test
	@O='$O' tests/fuzz.py '$T' '$(TIME)'

# Every place that asks for memory is refused it once; the tests do a part of that.
faults:
	@tests/install-packages.sh build python test
	@$(MAKE) -s --no-print-directory $J all
	@O='$O' tests/faults.py

bench:
	@tests/install-packages.sh build python
	@$(MAKE) -s --no-print-directory $J all $O/bench/warm
	@THETHUC_DATA='$(CURDIR)' O='$O' tests/bench.py

# Against the library, as a user's program would be.
$O/bench/%: tests/bench/%.c $O/libthethuc.a
	@mkdir -p $(@D)
	$Q$(CC) -Iinclude $(CFLAGS) -D_XOPEN_SOURCE=700 -o $@ $^ $(LDLIBS)

# Completion of command lines, from the tables of options.
SHELLS   = bash zsh fish
$O/completion/%: $O/thethuc
	@mkdir -p $(@D)
	$Q$O/thethuc --lang en completion $* > $@

# What is installed: what, into which folder, with which mode. Examples keep their folders.
MANUALS  = $(wildcard src/*.[1-8])
DATA     = $(wildcard layouts/*.json layouts/*.icc layouts/*.LICENSE fonts/*)
SHOWN    = $(sort $(shell find examples -type f ! -name '*.pdf'))
DOCS     = LICENSE NEWS $(wildcard README*.md)

install: all $O/thethuc.pc $(SHELLS:%=$O/completion/%)
	@$(MAKE) -s --no-print-directory list-install | while read -r mode from to; do \
		$(INSTALL) -d "$(DESTDIR)$${to%/*}" && $(INSTALL) -m $$mode "$$from" "$(DESTDIR)$$to" || exit; done
	@ln -sf libthethuc.so.$(VERSION) '$(DESTDIR)$(libdir)/$(SONAME)'
	@ln -sf $(SONAME) '$(DESTDIR)$(libdir)/libthethuc.so'
	@echo "  installed in $(DESTDIR)$(prefix)"

# Folders that are only ours go too once they are empty.
uninstall:
	@$(MAKE) -s --no-print-directory list-install | while read -r mode from to; do rm -f "$(DESTDIR)$$to"; done
	@rm -f '$(DESTDIR)$(libdir)/$(SONAME)' '$(DESTDIR)$(libdir)/libthethuc.so'
	@for d in '$(libexecdir)/thethuc' '$(datadir)/thethuc' '$(docdir)'; do \
		[ ! -d "$(DESTDIR)$$d" ] || find "$(DESTDIR)$$d" -depth -type d -empty -delete; done

list-install:
	@echo '755 $O/thethuc $(bindir)/thethuc'
	@for p in $(COMPANIONS); do echo "755 $O/$$p $(libexecdir)/thethuc/$$p"; done
	@echo '644 $O/libthethuc.a $(libdir)/libthethuc.a'
	@echo '644 $O/libthethuc.so.$(VERSION) $(libdir)/libthethuc.so.$(VERSION)'
	@echo '644 $O/thethuc.pc $(pkgconfigdir)/thethuc.pc'
	@echo '644 include/thethuc.h $(includedir)/thethuc.h'
	@echo '644 $O/completion/bash $(datadir)/bash-completion/completions/thethuc'
	@echo '644 $O/completion/zsh $(zshdir)/_thethuc'
	@echo '644 $O/completion/fish $(datadir)/fish/vendor_completions.d/thethuc.fish'
	@for m in $(MANUALS); do echo "644 $$m $(mandir)/man$${m##*.}/$${m##*/}"; done
	@for f in $(DATA); do echo "644 $$f $(datadir)/thethuc/$$f"; done
	@for f in $(DOCS) $(SHOWN); do echo "644 $$f $(docdir)/$$f"; done

$O/thethuc.pc: src/thethuc.pc.in Makefile always | $O/obj
	$Qsed -e 's|@prefix@|$(prefix)|; $(foreach d,libdir includedir datadir,s|@$d@|$($d:$(prefix)/%=$${prefix}/%)|;)' \
		-e 's|@VERSION@|$(VERSION)|; s|@PKGS@|$(PKGS)|' $< > $@

# The tracked files as they are now, in a form that depends on nothing but them and the last commit's time.
DIST     = thethuc-$(VERSION)
DIST_TIME = $${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)}

dist: $O/$(DIST).tar.xz

$O/$(DIST).tar.xz: always | $O/obj
	@[ -e .git ] || { echo 'make dist takes the files that git tracks, and this is no git repository.'; exit 1; }
	$Qgit ls-files -z | LC_ALL=C sort -z > $O/$(DIST).files
	$Qtar -c -f $O/$(DIST).tar --format=ustar --owner=0 --group=0 --numeric-owner --mode=u+rw,go=u-w --mtime=@$(DIST_TIME) \
		--transform='s|^|$(DIST)/|' --null --no-recursion -T $O/$(DIST).files
	$Qxz -9 -T1 -f $O/$(DIST).tar && rm $O/$(DIST).files
	@echo "  $@"

# What was packed builds, twice to the same bytes, works, installs, and goes without a trace.
distcheck: dist
	@O='$O' tests/distcheck.sh $(DIST)

# Debian packages into $O/deb; check-deb tries them in a clean root, as root and with a network.
deb: dist
	@tests/install-packages.sh build deb
	@O='$O' tests/deb.sh $(DIST)
check-deb: deb
	@O='$O' tests/check-deb.sh $(DIST)

clean:
	rm -rf $O

-include $(wildcard $O/obj/*.d $O/unit/*.d)
.PHONY: all objects units headers flags packages check-code run test check-golden accept fuzzers fuzz faults bench install uninstall list-install dist distcheck deb check-deb clean always
.DELETE_ON_ERROR:
