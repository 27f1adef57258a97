// SPDX-License-Identifier: GPL-3.0-or-later
/* Files that are part of the program. The Makefile knows which objects depend on which of them. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

/**
 * Defines `const char name[]`, the bytes of the file at `path` (a literal, seen from the root of the sources) with a NUL
 * behind, and `const char name_end[]`, which stands at that NUL.
 */
#define EMBED(name, path)                                                                             \
    extern const char name[], name##_end[];                                                           \
    __asm__(".pushsection .rodata\n.globl " #name "\n" #name ":\n.incbin \"" path "\"\n.globl " #name \
            "_end\n" #name "_end:\n.byte 0\n.popsection\n")

#endif
