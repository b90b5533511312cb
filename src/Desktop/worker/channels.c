/* Virtual channels: clipboard text, the size of the screen, and the graphics pipeline. */
#include "session.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <freerdp/channels/channels.h>
#include <freerdp/client/channels.h>
#include <freerdp/client/cliprdr.h>
#include <freerdp/client/disp.h>
#include <freerdp/client/rdpgfx.h>
#include <freerdp/gdi/gfx.h>

enum { FORMAT_UNICODE_TEXT = 13 };

/* Channel threads and the session's own touch all of this. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static CliprdrClientContext *clipboard;
static bool clipboard_ready; /* a server may drop the session when it is offered formats before it is */
static uint16_t *text;
static size_t text_units;
static DispClientContext *display;
static bool display_ready;
static uint32_t wanted_width, wanted_height;

/* ---- screen size ---- */

static void ask_for_size(void) {
    if (!display_ready || wanted_width == 0)
        return;
    DISPLAY_CONTROL_MONITOR_LAYOUT monitor = {
        .Flags = DISPLAY_CONTROL_MONITOR_PRIMARY, .Width = wanted_width, .Height = wanted_height,
        .DesktopScaleFactor = 100, .DeviceScaleFactor = 100,
    };
    display->SendMonitorLayout(display, 1, &monitor);
    wanted_width = 0;
}

static UINT display_can_resize(DispClientContext *channel, UINT32 monitors, UINT32 factor_a, UINT32 factor_b) {
    pthread_mutex_lock(&lock);
    display_ready = true;
    ask_for_size();
    pthread_mutex_unlock(&lock);
    return CHANNEL_RC_OK;
}

/* Asked for too early, it is sent when the channel opens. */
void channels_resize(uint32_t width, uint32_t height) {
    pthread_mutex_lock(&lock);
    wanted_width = width & ~1u;
    wanted_height = height;
    ask_for_size();
    pthread_mutex_unlock(&lock);
}

/* ---- clipboard ---- */

static UINT announce_text(void) {
    CLIPRDR_FORMAT format = { .formatId = FORMAT_UNICODE_TEXT };
    CLIPRDR_FORMAT_LIST list = { 0 };
    HEADER(&list).msgType = CB_FORMAT_LIST;
    list.numFormats = text ? 1 : 0;
    list.formats = &format;
    return clipboard->ClientFormatList(clipboard, &list);
}

void channels_offer_text(const uint8_t *units, size_t length) {
    size_t count = length / 2;
    uint16_t *copy = count <= CLIPBOARD_LIMIT ? calloc(count + 1, 2) : NULL;
    if (!copy)
        return;
    memcpy(copy, units, count * 2);
    pthread_mutex_lock(&lock);
    free(text);
    text = copy;
    text_units = count;
    if (clipboard_ready)
        announce_text();
    pthread_mutex_unlock(&lock);
}

static UINT clipboard_is_ready(CliprdrClientContext *channel, const CLIPRDR_MONITOR_READY *ready) {
    CLIPRDR_GENERAL_CAPABILITY_SET general = {
        .capabilitySetType = CB_CAPSTYPE_GENERAL, .capabilitySetLength = CB_CAPSTYPE_GENERAL_LEN,
        .version = CB_CAPS_VERSION_2, .generalFlags = CB_USE_LONG_FORMAT_NAMES,
    };
    CLIPRDR_CAPABILITIES capabilities = { 0 };
    HEADER(&capabilities).msgType = CB_CLIP_CAPS;
    capabilities.cCapabilitiesSets = 1;
    capabilities.capabilitySets = (CLIPRDR_CAPABILITY_SET *)&general;
    pthread_mutex_lock(&lock);
    channel->ClientCapabilities(channel, &capabilities);
    clipboard_ready = true;
    UINT result = announce_text();
    pthread_mutex_unlock(&lock);
    return result;
}

static UINT desktop_copied(CliprdrClientContext *channel, const CLIPRDR_FORMAT_LIST *list) {
    CLIPRDR_FORMAT_LIST_RESPONSE response = { 0 };
    HEADER(&response).msgType = CB_FORMAT_LIST_RESPONSE;
    HEADER(&response).msgFlags = CB_RESPONSE_OK;
    UINT result = channel->ClientFormatListResponse(channel, &response);
    for (UINT32 i = 0; i < list->numFormats; i++) {
        if (list->formats[i].formatId != FORMAT_UNICODE_TEXT)
            continue;
        CLIPRDR_FORMAT_DATA_REQUEST request = { 0 };
        HEADER(&request).msgType = CB_FORMAT_DATA_REQUEST;
        request.requestedFormatId = FORMAT_UNICODE_TEXT;
        return channel->ClientFormatDataRequest(channel, &request);
    }
    return result;
}

static UINT desktop_sent_text(CliprdrClientContext *channel, const CLIPRDR_FORMAT_DATA_RESPONSE *response) {
    const uint8_t *data = response->requestedFormatData;
    size_t units = HEADER(response).dataLen / 2;
    if (!(HEADER(response).msgFlags & CB_RESPONSE_OK) || !data)
        return CHANNEL_RC_OK;
    while (units > 0 && data[2 * units - 1] == 0 && data[2 * units - 2] == 0)
        units--;
    if (units > CLIPBOARD_LIMIT)
        control_log(3, "the desktop copied a text of %zu characters, which is too long to pass on", units);
    else if (units > 0)
        control_send(EVENT_CLIPBOARD, data, units * 2, NULL, 0);
    return CHANNEL_RC_OK;
}

static UINT desktop_pastes(CliprdrClientContext *channel, const CLIPRDR_FORMAT_DATA_REQUEST *request) {
    CLIPRDR_FORMAT_DATA_RESPONSE response = { 0 };
    HEADER(&response).msgType = CB_FORMAT_DATA_RESPONSE;
    HEADER(&response).msgFlags = CB_RESPONSE_FAIL;
    pthread_mutex_lock(&lock);
    if (request->requestedFormatId == FORMAT_UNICODE_TEXT && text) {
        HEADER(&response).msgFlags = CB_RESPONSE_OK;
        HEADER(&response).dataLen = (UINT32)((text_units + 1) * 2);
        response.requestedFormatData = (const BYTE *)text;
    }
    UINT result = channel->ClientFormatDataResponse(channel, &response);
    pthread_mutex_unlock(&lock);
    return result;
}

static UINT note_capabilities(CliprdrClientContext *channel, const CLIPRDR_CAPABILITIES *capabilities) { return CHANNEL_RC_OK; }
static UINT note_response(CliprdrClientContext *channel, const CLIPRDR_FORMAT_LIST_RESPONSE *response) { return CHANNEL_RC_OK; }

/* ---- coming and going ---- */

static void channel_opened(void *context, CONST_3 ChannelConnectedEventArgs *channel) {
    if (strcmp(channel->name, RDPGFX_DVC_CHANNEL_NAME) == 0) {
        gdi_graphics_pipeline_init(((rdpContext *)context)->gdi, channel->pInterface);
    } else if (strcmp(channel->name, DISP_DVC_CHANNEL_NAME) == 0) {
        display = channel->pInterface;
        display->custom = context;
        display->DisplayControlCaps = display_can_resize;
    } else if (strcmp(channel->name, CLIPRDR_SVC_CHANNEL_NAME) == 0) {
        clipboard = channel->pInterface;
        clipboard->custom = context; /* the library insists on one */
        clipboard->MonitorReady = clipboard_is_ready;
        clipboard->ServerCapabilities = note_capabilities;
        clipboard->ServerFormatList = desktop_copied;
        clipboard->ServerFormatListResponse = note_response;
        clipboard->ServerFormatDataRequest = desktop_pastes;
        clipboard->ServerFormatDataResponse = desktop_sent_text;
    }
}

static void channel_closed(void *context, CONST_3 ChannelDisconnectedEventArgs *channel) {
    pthread_mutex_lock(&lock);
    if (strcmp(channel->name, DISP_DVC_CHANNEL_NAME) == 0)
        display_ready = false;
    else if (strcmp(channel->name, CLIPRDR_SVC_CHANNEL_NAME) == 0)
        clipboard_ready = false;
    pthread_mutex_unlock(&lock);
    if (strcmp(channel->name, RDPGFX_DVC_CHANNEL_NAME) == 0)
        gdi_graphics_pipeline_uninit(((rdpContext *)context)->gdi, channel->pInterface);
}

void channels_attach(rdpContext *context) {
    PubSub_SubscribeChannelConnected(context->pubSub, channel_opened);
    PubSub_SubscribeChannelDisconnected(context->pubSub, channel_closed);
}
