// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/names.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of texts; blocks never move, so that addresses stay. */
struct block {
    struct block *next;
    char bytes[];
};

/* Open addressing with linear probing, at most half full. */
struct slot {
    uint32_t hash;
    int number; /* of the text, plus 1; 0 = free */
};

struct names {
    const char **texts;
    int count, room;
    struct slot *slots;
    size_t slot_count; /* a power of two */
    struct block *blocks;
    size_t block_left;
    char *block_at;
};

enum { BLOCK_BYTES = 1 << 16, FIRST_SLOTS = 64 };

struct names *names_new(void) {
    struct names *names = xcalloc(1, sizeof *names);
    names->slot_count = FIRST_SLOTS;
    names->slots = xcalloc(names->slot_count, sizeof *names->slots);
    return names;
}

void names_free(struct names *names) {
    if (names == NULL)
        return;
    while (names->blocks != NULL) {
        struct block *next = names->blocks->next;
        free(names->blocks);
        names->blocks = next;
    }
    free(names->texts);
    free(names->slots);
    free(names);
}

void names_release(struct names **names) {
    names_free(*names);
}

/* FNV-1a with a last stir, because the table looks at the low bits only. */
static uint32_t hash_of(const char *text, size_t *length) {
    const unsigned char *at = (const unsigned char *)text;
    uint32_t hash = 2166136261u;
    for (; *at != '\0'; at++)
        hash = (hash ^ *at) * 16777619u;
    *length = (size_t)(at - (const unsigned char *)text);
    return hash ^ hash >> 15;
}

/* The slot that holds `text`, or the free one where it belongs. */
static struct slot *probe(const struct names *names, const char *text, uint32_t hash) {
    size_t mask = names->slot_count - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        struct slot *slot = &names->slots[at];
        if (slot->number == 0 || (slot->hash == hash && strcmp(names->texts[slot->number - 1], text) == 0))
            return slot;
    }
}

static void grow_slots(struct names *names) {
    struct slot *old = names->slots;
    size_t old_count = names->slot_count, mask = 2 * old_count - 1;
    names->slot_count = 2 * old_count;
    names->slots = xcalloc(names->slot_count, sizeof *names->slots);
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].number == 0)
            continue;
        size_t at = old[i].hash & mask;
        while (names->slots[at].number != 0)
            at = (at + 1) & mask;
        names->slots[at] = old[i];
    }
    free(old);
}

static const char *keep(struct names *names, const char *text, size_t size) {
    if (size > names->block_left) {
        size_t bytes = size > BLOCK_BYTES ? size : BLOCK_BYTES;
        struct block *block = xrealloc(NULL, sizeof *block + bytes, 1);
        block->next = names->blocks;
        names->blocks = block;
        names->block_at = block->bytes;
        names->block_left = bytes;
    }
    char *kept = memcpy(names->block_at, text, size);
    names->block_at += size;
    names->block_left -= size;
    return kept;
}

int names_add(struct names *names, const char *text, bool *is_new) {
    size_t length;
    uint32_t hash = hash_of(text, &length);
    struct slot *slot = probe(names, text, hash);
    if (is_new != NULL)
        *is_new = slot->number == 0;
    if (slot->number != 0)
        return slot->number - 1;
    GROW(names->texts, names->count, names->room);
    names->texts[names->count++] = keep(names, text, length + 1);
    *slot = (struct slot){hash, names->count};
    if ((size_t)names->count * 2 > names->slot_count)
        grow_slots(names);
    return names->count - 1;
}

int names_find(const struct names *names, const char *text) {
    size_t length;
    uint32_t hash = hash_of(text, &length);
    return probe(names, text, hash)->number - 1;
}

const char *names_intern(struct names *names, const char *text) {
    int index = names_add(names, text, NULL); /* may move the array */
    return names->texts[index];
}

const char *names_text(const struct names *names, int index) {
    return names->texts[index];
}

int names_count(const struct names *names) {
    return names->count;
}

enum { NEAR = 2, NEAREST_BYTES = 80 };

static int least(int a, int b) {
    return a < b ? a : b;
}

/*
 * Edits from one text to the other: insert, delete, replace, swap two neighbours (optimal string alignment, by
 * rows); both texts at most NEAREST_BYTES long. O(length a x length b).
 */
static int distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    int rows[3][NEAREST_BYTES + 1];
    int *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = (int)j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            int replaced = last[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(replaced, least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        int *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[b_length];
}

const char *names_nearest(const struct names *names, const char *text) {
    const char *nearest = NULL;
    size_t length = strlen(text);
    if (length > NEAREST_BYTES)
        return NULL;
    int best = least(NEAR, ((int)length - 1) / 2) + 1;
    for (int i = 0; i < names->count && best > 0; i++) {
        size_t other = strnlen(names->texts[i], NEAREST_BYTES + 1);
        if (other > NEAREST_BYTES || other + NEAR < length || length + NEAR < other)
            continue;
        int far = distance(text, length, names->texts[i], other);
        if (far < best) {
            best = far;
            nearest = names->texts[i];
        }
    }
    return nearest;
}

char *meant_words(char buffer[MEANT_WORDS], const char *meant) {
    buffer[0] = '\0';
    if (meant != NULL)
        snprintf(buffer, MEANT_WORDS, _("; did you mean \"%.100s\"?"), meant);
    return buffer;
}
