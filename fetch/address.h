// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which addresses a feed may be fetched from. A name says nothing: what counts is the address that it was resolved to,
 * looked at in the moment before the socket is opened, so that neither a redirect, nor a name that answers differently
 * the second time, nor another way of writing a number (2130706433 is 127.0.0.1) gets around it.
 */
#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

enum { ADDRESSES_ALLOWED = 16, ADDRESS_TEXT = 64 };

/** What the user's configuration lets through besides public addresses. Starts as {0}. */
struct allowed {
    bool internal; /**< every internal address */
    int count;
    struct {
        int family;
        unsigned char byte[16];
    } address[ADDRESSES_ALLOWED];
};

/** Adds one address ("127.0.0.1", "::1"); false if the text is none, or there is no room. */
bool allow_address(struct allowed *allowed, const char *text);

/**
 * NULL if the address is a public one, where anybody's server may stand; else the kind it is of ("private"). Decided by
 * the registries of special-purpose addresses (RFC 6890 and what IANA added to it); an address of IPv6 that carries one
 * of IPv4 (mapped, NAT64, 6to4) is of the kind of that one. Any family but these two is "no internet address".
 */
const char *address_kind(const struct sockaddr *address);

/**
 * The same with what is allowed: NULL if a connection may be made. `internal` lets through loopback, private, shared,
 * link-local and unique local addresses; those which nobody serves from (multicast, documentation, reserved ...) only
 * where they are named.
 */
const char *address_refused(const struct allowed *allowed, const struct sockaddr *address);

/** The address without its port, as numbers; `text` holds ADDRESS_TEXT bytes. Returns text. */
char *address_text(char *text, const struct sockaddr *address);

#endif
