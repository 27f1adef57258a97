// SPDX-License-Identifier: GPL-3.0-or-later
/* The one function a fuzzer, or the replayer of a corpus (replay.c), calls. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/** Ends the program where a promise is broken; returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
