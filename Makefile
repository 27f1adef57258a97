# SPDX-License-Identifier: GPL-3.0-or-later
# `make help` says what there is to make.
CC        ?= cc
CFLAGS    ?= -O2 -g
PREFIX    ?= /usr/local
BUILD     ?= build

FLOORS := base network tariff solver plan report
# 0 leaves out what needs libcurl (angkut tariff fetch) or libsodium (signed feeds).
CURL      ?= 1
SODIUM    ?= 1

override CPPFLAGS += -I. -D_GNU_SOURCE -MMD -MP
override CFLAGS   += -std=gnu11 -pthread -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
    -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wwrite-strings -Wformat=2 -Wundef
ifeq ($(DEVELOPER),1)
override CFLAGS   += -Werror
endif
ifeq ($(SANITIZE),1)
override CFLAGS   += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
override LDFLAGS  += -fsanitize=address,undefined
out     := $(BUILD)/sanitize
else ifeq ($(COVERAGE),1)
override CFLAGS   += --coverage -O0
override LDFLAGS  += --coverage
out     := $(BUILD)/coverage
else
out     := $(BUILD)/plain
endif
# V=1 shows the commands.
quiet    = $(if $(V),,@echo '  $(1) $@';)
LDLIBS  := -lglpk -lcjson -lmd -lm
ifneq ($(SODIUM),0)
override CPPFLAGS += -DHAVE_SODIUM
LDLIBS  += -lsodium
endif

# 0 leaves out `angkut export --xlsx`.
XLSX      ?= 1
ifneq ($(XLSX),0)
override CPPFLAGS += -DHAVE_XLSX
LDLIBS  += -lxlsxwriter
endif

# 0 leaves out `angkut import osm`.
OSM       ?= 1
ifneq ($(OSM),0)
override CPPFLAGS += -DHAVE_OSM
LDLIBS  += -lreadosm
endif

objects  = $(patsubst %.c,$(out)/%.o,$(1))
sources := $(wildcard $(FLOORS:%=%/*.c))
tests   := $(patsubst tests/%.c,$(out)/tests/%,$(wildcard tests/test_*.c))
# Replayers of what fuzzers have found.
fuzzers := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
tests   += $(fuzzers:%=$(out)/tests/test_fuzz_%)
support := $(call objects,$(wildcard tests/support/*.c))
benches := $(patsubst bench/%.c,$(out)/bench/%,$(wildcard bench/*.c))
angkut  := $(out)/angkut
helper  := $(if $(filter-out 0,$(CURL)),$(out)/angkut-fetch)
share   := $(DESTDIR)$(PREFIX)/share

all: $(angkut) $(helper)
ifeq ($(out),build/plain)
all: angkut
angkut: $(angkut)
	@ln -sf $(angkut) angkut
endif

# Whole: one name defined on two floors is an error, not a silent choice.
$(angkut): $(call objects,$(wildcard cli/*.c)) $(out)/libangkut.a
	$(call quiet,LD)$(CC) $(CFLAGS) $(LDFLAGS) $(filter %.o,$^) -Wl,--whole-archive $(out)/libangkut.a \
	    -Wl,--no-whole-archive $(LDLIBS) -o $@
# What of the helper needs no libcurl is tested by itself.
fetching := $(call objects,fetch/address.c fetch/answer.c)
$(out)/angkut-fetch: $(call objects,$(wildcard fetch/*.c) base/date.c base/error.c base/file.c base/language.c base/mem.c base/units.c base/utf8.c)
	$(call quiet,LD)$(CC) $(CFLAGS) $(LDFLAGS) $^ -lcurl -o $@
$(out)/tests/test_fetch_%: $(out)/tests/test_fetch_%.o $(fetching) $(support) $(out)/libangkut.a
	$(call quiet,LD)$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -lcmocka -o $@
$(out)/libangkut.a: $(call objects,$(sources))
	@$(RM) $@
	$(call quiet,AR)$(AR) rcs $@ $^
$(out)/tests/test_fuzz_%: $(out)/tests/fuzz/fuzz_%.o $(out)/tests/fuzz/replay.o $(out)/libangkut.a
	$(call quiet,LD)$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@
$(out)/tests/test_%: $(out)/tests/test_%.o $(support) $(out)/libangkut.a
	$(call quiet,LD)$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -lcmocka -o $@
$(out)/bench/%: $(out)/bench/%.o $(out)/libangkut.a
	$(call quiet,LD)$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@
$(out)/%.o: %.c
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@
$(out)/cli/%.o: override CPPFLAGS += -DDATA_DIR='"$(PREFIX)/share/angkut/data"' \
    -DLIBEXEC_DIR='"$(PREFIX)/libexec/angkut"' -DLOCALE_DIR='"$(PREFIX)/share/locale"'
$(out)/fetch/%.o: override CPPFLAGS += -DLOCALE_DIR='"$(PREFIX)/share/locale"'

# Files that are part of the program (base/embed.h).
$(out)/cli/cmd_init.o: $(wildcard cli/init/* cli/init/*/*)
$(out)/report/coast.o: report/coast/coastline.txt

# The report page's script and style: all files of report/page as one function and one sheet. Leaflet: Debian's libjs-leaflet, or
# LEAFLET=FOLDER; where there is none the page's map stands still.
LEAFLET    ?= /usr/share/javascript/leaflet
leaflet_js := $(firstword $(wildcard $(LEAFLET)/leaflet.min.js $(LEAFLET)/leaflet.js))
assets     := $(out)/assets
no_pictures := s/[a-z-]*:url([^)]*);*//g
$(out)/report/assets.o: override CPPFLAGS += -DASSETS='"$(assets)"'
$(out)/report/assets.o: $(patsubst %,$(assets)/%,page.js page.css leaflet.js leaflet.css)
$(assets)/page.js: $(sort $(wildcard report/page/*.js))
	@mkdir -p $(@D)
	$(call quiet,JS)(echo '(() => {'; echo '"use strict";'; grep -hv SPDX $^; echo 'start();'; echo '})();') >$@
$(assets)/page.css: $(sort $(filter-out %/print.css,$(wildcard report/page/*.css))) report/page/print.css
	@mkdir -p $(@D)
	$(call quiet,CSS)grep -hv SPDX $^ >$@ || :
# Without the address of its map, and of pictures that the page doesn't have.
$(assets)/leaflet.js: report/page/leaflet-licence.txt $(leaflet_js)
	@mkdir -p $(@D)
	$(call quiet,JS)$(if $(leaflet_js),sed -e '/^\/\/# sourceMappingURL/d' $^ >$@,: >$@)
$(assets)/leaflet.css: report/page/leaflet-licence.txt $(if $(leaflet_js),$(wildcard $(LEAFLET)/leaflet.css))
	@mkdir -p $(@D)
	$(call quiet,CSS)$(if $(leaflet_js),sed -e '$(no_pictures)' $^ >$@,: >$@)

# ---- translations: po/angkut.pot is what the sources say, po/LANGUAGE.po what people made of it ----
languages    := $(patsubst po/%.po,%,$(wildcard po/*.po))
translations := $(if $(shell command -v msgfmt),$(languages:%=$(out)/locale/%/LC_MESSAGES/angkut.mo))
all: $(translations)
$(out)/locale/%/LC_MESSAGES/angkut.mo: po/%.po
	@mkdir -p $(@D)
	$(call quiet,MSGFMT)msgfmt --check -o $@ $<
# The texts that the sources mark, in po/angkut.pot; brings those of each language up to them.
pot:
	@sh po/extract.sh po/angkut.pot
	@for it in $(languages); do msgmerge --quiet --update --backup=none --no-wrap po/$$it.po po/angkut.pot; done

# ---- man pages: of the program itself, in each language that it speaks ----
man: $(out)/man/made
$(out)/man/made: $(angkut) $(translations) man/pages.sh
	$(call quiet,MAN)sh man/pages.sh $(angkut) $(out)/man $(if $(translations),$(languages))
	@touch $@

demo: all
	@$(angkut) plan data

test: all $(tests) floors
	@sh tests/run.sh elsewhere,plain $(angkut) $(tests)
test-once: all $(tests) floors
	@sh tests/run.sh plain $(angkut) $(tests)
floors:
	@sh tests/check-floors.sh $(wildcard $(FLOORS:%=%/*.[ch]) cli/*.[ch] fetch/*.[ch])
coverage:
	@mkdir -p $(BUILD)/coverage && find $(BUILD)/coverage -name '*.gcda' -delete
	@$(MAKE) COVERAGE=1 test-once >$(BUILD)/coverage.log 2>&1 || { cat $(BUILD)/coverage.log; exit 1; }
	@gcovr --root . --object-directory $(BUILD)/coverage --filter '(network|tariff|solver|plan)/' | \
	    awk -f tests/coverage.awk

bench: $(angkut) $(benches)
	@ANGKUT=$(angkut) BENCH=$(out)/bench sh bench/run.sh
# ABLATION names data sets; without it, a generated grid with many full links.
bench-ablation: $(benches)
ifeq ($(ABLATION),)
	@$(out)/bench/generate 32 1000 1 1 $(out)/bench/grid
endif
	@$(out)/bench/ablation $(or $(ABLATION),$(out)/bench/grid)

# The report page in a browser; pictures of it in $(BUILD)/browser/screenshots.
browser: all
	@sh tests/browser/run.sh $(angkut) $(BUILD)/browser
# The picture of it for the README, of the shipped data on a fixed day.
picture: all
	@SCRIPT=picture.js sh tests/browser/run.sh $(angkut) $(BUILD)/browser doc/report.png

# A fuzzer sees only what is built with its instrumentation: the readers, not the libraries.
FUZZ_CC      ?= clang-14
FUZZ_SECONDS ?= 60
$(BUILD)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h $(wildcard base/*.[ch] tariff/*.[ch]) report/feed.c
	@mkdir -p $(@D)
	$(call quiet,FUZZ)$(FUZZ_CC) -I. -D_GNU_SOURCE -std=gnu11 -g -O1 -fsanitize=fuzzer,address,undefined \
	    -fno-sanitize-recover=all $(filter %.c,$^) $(LDLIBS) -o $@
fuzz: $(fuzzers:%=$(BUILD)/fuzz/fuzz_%)
	@for name in $(fuzzers); do mkdir -p $(BUILD)/fuzz/$$name && \
	    (cd $(BUILD)/fuzz && ./fuzz_$$name -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=1024 \
	    -print_final_stats=1 -dict=$(CURDIR)/tests/fuzz/$$name.dict $$name $(CURDIR)/tests/fuzz/corpus/$$name) || exit 1; \
	done
# What to open, of many: FACILITIES:SHIPMENTS:SEED ...
OPENINGS ?= 10:50:1 20:200:1 40:500:1 40:500:2 40:500:3 40:500:4 40:500:5
bench-openings: $(benches)
	@echo '| facilities | shipments | vertices | arcs | scarce | opened | seconds | nodes | cuts | columns | gap | objective |'
	@echo '|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|'
	@for it in $(OPENINGS); do $(out)/bench/openings $$(echo $$it | tr : ' ') || exit 1; done
# Many costs of one network, from nothing and each from the last. WARM names data sets.
bench-warm: $(benches)
	@$(out)/bench/warm $(WARM)

# What sharing a cost among many takes.
bench-games: $(benches)
	@$(out)/bench/games

# Debian keeps what its packages bring for zsh apart from what people add.
zsh_functions = $(share)/zsh/$(if $(filter /usr,$(PREFIX)),vendor-completions,site-functions)
bash_functions = $(share)/bash-completion/completions
install: all man
	install -d $(DESTDIR)$(PREFIX)/bin $(share)/angkut $(share)/doc/angkut/doc/decisions
	install -m 755 $(angkut) $(DESTDIR)$(PREFIX)/bin/angkut
ifneq ($(helper),)
	install -d $(DESTDIR)$(PREFIX)/libexec/angkut
	install -m 755 $(helper) $(DESTDIR)$(PREFIX)/libexec/angkut/angkut-fetch
endif
	for it in $(if $(translations),$(languages)); do \
	    install -d $(share)/locale/$$it/LC_MESSAGES && \
	    install -m 644 $(out)/locale/$$it/LC_MESSAGES/angkut.mo $(share)/locale/$$it/LC_MESSAGES; done
	for it in man1 $(if $(translations),$(languages:%=%/man1)); do \
	    install -d $(share)/man/$$it && install -m 644 $(out)/man/$$it/*.1 $(share)/man/$$it || exit 1; done
	install -d $(bash_functions) $(zsh_functions)
	install -m 644 completions/angkut.bash $(bash_functions)/angkut
	install -m 644 completions/_angkut $(zsh_functions)
	$(RM) -r $(share)/angkut/data
	cp -R data $(share)/angkut/data
	chmod -R u=rwX,go=rX $(share)/angkut/data
	install -d $(share)/angkut/examples/systemd
	install -m 755 examples/replan.sh $(share)/angkut/examples
	install -m 644 examples/README.md $(share)/angkut/examples
	install -m 644 examples/systemd/* $(share)/angkut/examples/systemd
	install -m 644 README.md README.id.md CONTRIBUTING.md CHANGELOG.md LICENSE $(share)/doc/angkut
	install -m 644 doc/*.md doc/*.csv doc/*.json doc/*.png $(share)/doc/angkut/doc
	install -d $(share)/doc/angkut/doc/questions
	install -m 644 doc/questions/*.md $(share)/doc/angkut/doc/questions
	install -m 644 doc/decisions/*.md $(share)/doc/angkut/doc/decisions
uninstall:
	$(RM) $(DESTDIR)$(PREFIX)/bin/angkut $(share)/locale/*/LC_MESSAGES/angkut.mo
	$(RM) $(share)/man/man1/angkut.1 $(share)/man/man1/angkut-*.1 $(bash_functions)/angkut $(zsh_functions)/_angkut
	$(RM) $(languages:%=$(share)/man/%/man1/angkut.1) $(languages:%=$(share)/man/%/man1/angkut-*.1)
	$(RM) -r $(share)/angkut $(share)/doc/angkut $(DESTDIR)$(PREFIX)/libexec/angkut

# ---- the Debian package: built from a copy of what git has, judged by lintian ----
DEB := $(BUILD)/deb
deb:
	@rm -rf $(DEB)/angkut && mkdir -p $(DEB)/angkut
	git archive HEAD | tar -x -C $(DEB)/angkut
	cd $(DEB)/angkut && DEB_BUILD_OPTIONS=parallel=$$(nproc) dpkg-buildpackage --no-sign --build=binary
	lintian --fail-on error,warning $(DEB)/angkut_*.changes
	cp $(DEB)/angkut_*.deb $(BUILD)
	@ls $(BUILD)/angkut_*.deb
# Into a fresh Debian and used there. Needs root, debootstrap and a mirror.
test-deb: deb
	@sh tests/package_in_chroot.sh $(BUILD)/angkut_*.deb $(DEB)/chroot

format:
	clang-format -i $(wildcard $(FLOORS:%=%/*.[ch]) cli/*.[ch] fetch/*.[ch] tests/*.[ch] tests/support/*.[ch] tests/fuzz/*.[ch] bench/*.[ch])
clean:
	$(RM) -r $(BUILD) angkut

help:
	@echo 'make                 build ./angkut'
	@echo 'make demo            build, then plan the shipped data set'
	@echo 'make test            every test: plain, and under id_ID.UTF-8 without a network'
	@echo 'make test-once       every test, plain only      SANITIZE=1  with ASan and UBSan'
	@echo 'make fuzz            fuzz the readers of feeds and CSV for FUZZ_SECONDS each (needs clang-14)'
	@echo 'make browser         the report page in Chromium, with and without scripts (needs node, npm, chromium)'
	@echo 'make picture         doc/report.png anew, from the shipped data'
	@echo 'make coverage        which lines of network, tariff, solver and plan the tests reach (needs gcovr)'
	@echo 'make bench           time and memory beside glpsol and clp, where installed'
	@echo 'make bench-ablation  what each idea of the solver earns'
	@echo 'make bench-openings  which facilities to open: time, nodes, cuts and gap on generated networks'
	@echo 'make bench-warm      what solving other costs from the last answer earns'
	@echo 'make bench-games     what sharing a cost among many takes'
	@echo 'make man             the man pages, of what --help says'
	@echo 'make install         PREFIX=/usr/local DESTDIR=   (make uninstall takes it back)'
	@echo 'make deb             the Debian package, judged by lintian      make test-deb  tried in a fresh Debian'
	@echo 'make pot             the texts to translate, after the sources changed'
	@echo 'make format          clang-format (version 14) over the sources'
	@echo 'make clean           remove what was built'
	@echo
	@echo 'Variables: CC CFLAGS CPPFLAGS LDFLAGS PREFIX DESTDIR BUILD; DEVELOPER=1 makes warnings errors,'
	@echo 'V=1 shows the commands, CURL=0, SODIUM=0, OSM=0 and XLSX=0 build without fetching, signatures,'
	@echo 'OpenStreetMap, workbooks.'

.PHONY: browser picture all demo test test-once floors coverage fuzz bench bench-ablation bench-openings bench-warm bench-games deb test-deb pot man install uninstall format clean help
.SECONDARY:
-include $(shell find $(out) -name '*.d' 2>/dev/null)
