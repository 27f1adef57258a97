# SPDX-License-Identifier: GPL-3.0-or-later
# `make help` says what there is to make.
CC        ?= cc
CFLAGS    ?= -O2 -g
PREFIX    ?= /usr/local
DEVELOPER ?= 0
BUILD     ?= build

FLOORS := base network tariff solver plan report
DATA    = $(PREFIX)/share/angkut/data

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
LDLIBS  := -lglpk -lcjson -lmd -lm

objects  = $(patsubst %.c,$(out)/%.o,$(1))
sources := $(wildcard $(FLOORS:%=%/*.c))
tests   := $(patsubst tests/%.c,$(out)/tests/%,$(wildcard tests/test_*.c))
support := $(call objects,$(wildcard tests/support/*.c))
benches := $(patsubst bench/%.c,$(out)/bench/%,$(wildcard bench/*.c))
angkut  := $(out)/angkut

all: $(angkut)
ifeq ($(out),$(BUILD)/plain)
all: angkut
angkut: $(angkut)
	@ln -sf $(angkut) angkut
endif

$(angkut): $(call objects,$(wildcard cli/*.c)) $(out)/libangkut.a
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@
$(out)/libangkut.a: $(call objects,$(sources))
	@$(RM) $@
	$(AR) rcs $@ $^
$(out)/tests/test_%: $(out)/tests/test_%.o $(support) $(out)/libangkut.a
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -lcmocka -o $@
$(out)/bench/%: $(out)/bench/%.o $(out)/libangkut.a
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@
$(out)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@
$(out)/cli/%.o: override CPPFLAGS += -DDATA_DIR='"$(DATA)"'

test: $(tests) $(angkut) floors
	@for test in $(tests); do ANGKUT=$(angkut) $$test || exit 1; done
floors:
	@sh tests/check-floors.sh $(wildcard $(FLOORS:%=%/*.[ch]) cli/*.[ch])

clean:
	$(RM) -r $(BUILD) angkut

.PHONY: all test floors clean
.SECONDARY:
-include $(shell find $(out) -name '*.d' 2>/dev/null)
