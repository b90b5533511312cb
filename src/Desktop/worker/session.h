/* What differs between FreeRDP 2.11 and 3, and what the files around FreeRDP share. */
#pragma once

#include "worker.h"

#include <freerdp/freerdp.h>
#include <freerdp/version.h>

#if FREERDP_VERSION_MAJOR >= 3
#define SINCE_3 1
#define CONST_2
#define CONST_3 const
#define HEADER(pdu) ((pdu)->common)
#else
#define SINCE_3 0
#define CONST_2 const
#define CONST_3
#define HEADER(pdu) (*(pdu))
#endif

/* channels.c: clipboard text and the size of the screen. */
void channels_attach(rdpContext *context);
void channels_resize(uint32_t width, uint32_t height);
void channels_offer_text(const uint8_t *text, size_t length);
