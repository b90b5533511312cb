/* What differs between FreeRDP 2.11 and 3, and what the files around FreeRDP share. */
#pragma once

#include "worker.h"

#include <freerdp/freerdp.h>
#include <freerdp/version.h>

#if FREERDP_VERSION_MAJOR >= 3
#define SINCE_3 1
#define ARGUMENTS_3 const /* event arguments became const */
#define HEADER_3(pdu) ((pdu)->common)
typedef FreeRDP_Settings_Keys_Bool bool_key;
typedef FreeRDP_Settings_Keys_String string_key;
#else
#define SINCE_3 0
#define ARGUMENTS_3
#define HEADER_3(pdu) (*(pdu))
typedef size_t bool_key, string_key;
#endif

/* channels.c: clipboard text and the size of the screen. */
void channels_attach(rdpContext *context);
void channels_resize(uint32_t width, uint32_t height);
void channels_offer_text(const uint8_t *text, size_t length);
