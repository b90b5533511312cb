/* The FreeRDP session: its settings, what it paints, and its loop. */
#include "session.h"

#include <stdlib.h>
#include <string.h>

#include <freerdp/channels/channels.h>
#include <freerdp/client/channels.h>
#include <freerdp/client/cmdline.h>
#include <freerdp/gdi/gdi.h>
#include <freerdp/graphics.h>
#include <freerdp/primitives.h>
#include <winpr/crypto.h>
#include <winpr/ssl.h>
#include <winpr/synch.h>
#include <winpr/wlog.h>

enum { ROP_COPY = 0xCC, NLA_PROTOCOLS = 2 | 8, POINTER_SHAPE = 0, POINTER_HIDDEN, POINTER_DEFAULT, CONTROL_KEY = 0x1D, SCROLL_LOCK_KEY = 0x46 };

static freerdp *instance;
static rdpSettings *settings;
static HANDLE painted; /* set by whichever thread FreeRDP paints on, so that the loop sends a frame */
static pScrBlt draw_screen_copy;
static pGlyph_Draw draw_glyph;
static enum worker_error own_error;
static bool connected;
static _Atomic bool quit;

/* ---- painting: the lock is held from begin to end, on whichever thread FreeRDP paints ---- */

static BOOL begin_paint(rdpContext *context) {
    frame_lock();
    context->gdi->primary->hdc->hwnd->invalid->null = TRUE;
    context->gdi->primary->hdc->hwnd->ninvalid = 0;
    return TRUE;
}

static BOOL end_paint(rdpContext *context) {
    HGDI_WND window = context->gdi->primary->hdc->hwnd;
    for (int i = 0; i < window->ninvalid; i++)
        frame_damage(window->cinvalid[i].x, window->cinvalid[i].y, window->cinvalid[i].w, window->cinvalid[i].h);
    if (window->ninvalid > 0)
        SetEvent(painted);
    window->invalid->null = TRUE;
    window->ninvalid = 0;
    frame_unlock();
    return TRUE;
}

static BOOL take_size(const rdpGdi *gdi) {
    if (frame_resize((uint32_t)gdi->width, (uint32_t)gdi->height))
        return TRUE;
    own_error = ERROR_TOO_LARGE;
    quit = true;
    SetEvent(painted);
    return FALSE;
}

static BOOL resize_desktop(rdpContext *context) {
    uint32_t width = freerdp_settings_get_uint32(settings, FreeRDP_DesktopWidth);
    uint32_t height = freerdp_settings_get_uint32(settings, FreeRDP_DesktopHeight);
    frame_lock();
    BOOL resized = gdi_resize(context->gdi, width, height) && take_size(context->gdi);
    frame_unlock();
    return resized;
}

/* Only what lands inside the clip is moved, and only plain copies on the screen itself are worth a hint. */
static BOOL copy_on_screen(rdpContext *context, const SCRBLT_ORDER *order) {
    const rdpGdi *gdi = context->gdi;
    const GDI_RGN *clip = gdi->drawing->hdc->clip;
    int left = order->nLeftRect, top = order->nTopRect, right = left + order->nWidth, bottom = top + order->nHeight;
    if (clip && !clip->null) {
        left = left > clip->x ? left : clip->x;
        top = top > clip->y ? top : clip->y;
        right = right < clip->x + clip->w ? right : clip->x + clip->w;
        bottom = bottom < clip->y + clip->h ? bottom : clip->y + clip->h;
    }
    if (!draw_screen_copy(context, order))
        return FALSE;
    if (gdi->drawing == gdi->primary && (order->bRop & 0xFF) == ROP_COPY)
        frame_copy(order->nXSrc + left - order->nLeftRect, order->nYSrc + top - order->nTopRect, left, top, right - left, bottom - top);
    return TRUE;
}

/* FreeRDP 3.10 fills each letter's box with the background, which the host has drawn already where it wants one. */
static BOOL draw_letter(rdpContext *context, const rdpGlyph *glyph, INT32 x, INT32 y, INT32 width, INT32 height, INT32 source_x,
                        INT32 source_y, BOOL background_drawn) {
    return draw_glyph(context, glyph, x, y, width, height, source_x, source_y, TRUE);
}

/* ---- pointer: its shapes only; it stays where the viewer's hand is ---- */

static BOOL set_pointer(rdpContext *context, CONST_2 rdpPointer *pointer) {
    uint32_t width = pointer->width, height = pointer->height;
    if (!width || !height || width > POINTER_LIMIT || height > POINTER_LIMIT)
        return TRUE;
    uint8_t *pixels = calloc((size_t)width * height, 4);
    if (!pixels)
        return FALSE;
    if (freerdp_image_copy_from_pointer_data(pixels, PIXEL_FORMAT_BGRA32, width * 4, 0, 0, width, height, pointer->xorMaskData,
                                             pointer->lengthXorMask, pointer->andMaskData, pointer->lengthAndMask, pointer->xorBpp,
                                             &context->gdi->palette)) {
        uint16_t head[5] = { POINTER_SHAPE, (uint16_t)width, (uint16_t)height, (uint16_t)pointer->xPos, (uint16_t)pointer->yPos };
        control_send(EVENT_POINTER, head, sizeof head, pixels, (size_t)width * height * 4);
    }
    free(pixels);
    return TRUE;
}

static BOOL set_plain_pointer(uint16_t kind) {
    control_send(EVENT_POINTER, (const uint16_t[5]){ kind }, sizeof(uint16_t[5]), NULL, 0);
    return TRUE;
}

static BOOL hide_pointer(rdpContext *context) { return set_plain_pointer(POINTER_HIDDEN); }
static BOOL show_default_pointer(rdpContext *context) { return set_plain_pointer(POINTER_DEFAULT); }
static BOOL new_pointer(rdpContext *context, rdpPointer *pointer) { return TRUE; }
static void free_pointer(rdpContext *context, rdpPointer *pointer) { }
static BOOL move_pointer(rdpContext *context, UINT32 x, UINT32 y) { return TRUE; }

/* ---- connecting ---- */

/* With ExternalCertificateManagement this is the only check there is: the server decides. */
static int ask_about_certificate(freerdp *of, const BYTE *pem, size_t length, const char *host, UINT16 port, DWORD flags) {
    struct message answer = { 0 };
    control_send(EVENT_CERTIFICATE, pem, length, NULL, 0);
    do {
        message_wipe(&answer);
        control_receive(&answer);
    } while (answer.number != COMMAND_CERTIFICATE && answer.number != COMMAND_QUIT);
    quit = answer.number == COMMAND_QUIT;
    bool accepted = !quit && take(&answer, 1);
    message_wipe(&answer);
    return accepted ? 1 : -1;
}

static BOOL load_channels(freerdp *of) { return freerdp_client_load_addins(of->context->channels, settings); }

static BOOL before_connect(freerdp *of) {
    channels_attach(of->context);
    return SINCE_3 ? TRUE : load_channels(of);
}

static BOOL after_connect(freerdp *of) {
    explicit_bzero((void *)(uintptr_t)freerdp_settings_get_string(settings, FreeRDP_Password),
                   strlen(freerdp_settings_get_string(settings, FreeRDP_Password)));
    if (!gdi_init(of, PIXEL_FORMAT_BGRX32))
        return FALSE;
    rdpUpdate *update = of->context->update;
    update->BeginPaint = begin_paint;
    update->EndPaint = end_paint;
    update->DesktopResize = resize_desktop;
    draw_screen_copy = update->primary->ScrBlt;
    update->primary->ScrBlt = copy_on_screen;
    draw_glyph = of->context->graphics->Glyph_Prototype->Draw;
    of->context->graphics->Glyph_Prototype->Draw = draw_letter;
    rdpPointer pointer = { .size = sizeof pointer, .New = new_pointer, .Free = free_pointer, .Set = set_pointer,
                           .SetNull = hide_pointer, .SetDefault = show_default_pointer, .SetPosition = move_pointer };
    graphics_register_pointer(of->context->graphics, &pointer);
    frame_lock();
    connected = take_size(of->context->gdi);
    frame_unlock();
    return connected;
}

static void after_disconnect(freerdp *of) {
    frame_lock();
    gdi_free(of);
    frame_unlock();
}

static BOOL forward_log(const wLogMessage *message) {
    control_log((int)message->Level, "%s", message->TextString ? message->TextString : "");
    return TRUE;
}

/* NTLM needs MD4, which OpenSSL 3 keeps in a provider of its own; FreeRDP 2 crashes in NLA when it is missing. */
bool session_can_sign(void) {
    BYTE digest[WINPR_MD4_DIGEST_LENGTH];
    winpr_InitializeSSL(WINPR_SSL_INIT_DEFAULT);
    return winpr_Digest(WINPR_MD_MD4, (const BYTE *)"", 0, digest, sizeof digest);
}

bool session_open(void) {
    static wLogCallbacks callbacks = { .message = forward_log };
    wLog *log = WLog_GetRoot();
    WLog_SetLogAppenderType(log, WLOG_APPENDER_CALLBACK);
    WLog_ConfigureAppender(WLog_GetLogAppender(log), "callbacks", &callbacks);
    WLog_OpenAppender(log);
    WLog_SetLogLevel(log, WLOG_WARN);
    session_can_sign(); /* loads OpenSSL's providers while there are files */
    freerdp_register_addin_provider(freerdp_channels_load_static_addin_entry, 0);
    primitives_set_hints(PRIMITIVES_ONLY_CPU); /* else every process spends 300 ms measuring its own routines */
    instance = freerdp_new();
    painted = CreateEvent(NULL, TRUE, FALSE, NULL);
    if (!instance || !painted)
        return false;
    instance->PreConnect = before_connect;
    instance->PostConnect = after_connect;
    instance->PostDisconnect = after_disconnect;
    instance->VerifyX509Certificate = ask_about_certificate;
#if SINCE_3
    instance->LoadChannels = load_channels;
#endif
    if (!freerdp_context_new(instance))
        return false;
    settings = instance->context->settings;
    return true;
}

/* By name, because the versions do not have the same ones; what one does not know it does not need. */
void session_set(const char *name, const char *value) {
    if (freerdp_settings_get_key_for_name(name) >= 0 && !freerdp_settings_set_value_for_name(settings, name, value))
        control_log(LEVEL_WARNING, "%s cannot be set", name);
}

/* Besides the orders that are on already: what draws from the bitmap cache and from the glyph cache. */
static void support_orders(void) {
    static const uint8_t added[] = { NEG_MEMBLT_INDEX, NEG_MEM3BLT_INDEX, NEG_GLYPH_INDEX_INDEX, NEG_FAST_INDEX_INDEX, NEG_FAST_GLYPH_INDEX };
    uint8_t *support = (uint8_t *)(uintptr_t)freerdp_settings_get_pointer(settings, FreeRDP_OrderSupport);
    for (size_t i = 0; i < sizeof added; i++)
        support[added[i]] = TRUE;
}

/* ---- running ---- */

static void report_end(void) {
    struct __attribute__((packed)) { uint8_t origin, nla; uint32_t code; } head = { ORIGIN_NONE, 0, 0 };
    const char *name = NULL;
    head.nla = (freerdp_settings_get_uint32(settings, FreeRDP_SelectedProtocol) & NLA_PROTOCOLS) != 0;
    if (own_error) {
        head.origin = ORIGIN_WORKER;
        head.code = own_error;
    } else if (!quit && (head.code = freerdp_error_info(instance))) {
        head.origin = ORIGIN_HOST;
        name = freerdp_get_error_info_name(head.code);
    } else if (!quit && (head.code = freerdp_get_last_error(instance->context))) {
        head.origin = ORIGIN_FREERDP;
        name = freerdp_get_last_error_name(head.code);
    }
    control_send(EVENT_ENDED, &head, sizeof head, name, name ? strlen(name) : 0);
}

bool session_connect(void) {
    support_orders();
    if (!session_can_sign())
        freerdp_settings_set_bool(settings, FreeRDP_NlaSecurity, FALSE);
    if (freerdp_connect(instance))
        return true;
    report_end();
    return false;
}

/* RDP has Pause as a sequence of four events, press and release at once. With Ctrl the key is Break, an ordinary one. */
static void press_key(rdpInput *input, uint16_t flags, uint8_t code) {
    static bool control_held;
    bool released = flags & KBD_FLAGS_RELEASE;
    if (code == CONTROL_KEY)
        control_held = !released;
    if (code != SCROLL_LOCK_KEY || !(flags & KBD_FLAGS_EXTENDED) || control_held)
        freerdp_input_send_keyboard_event(input, flags, code);
    else if (!released)
        freerdp_input_send_keyboard_pause_event(input);
}

static void obey(struct message *message) {
    rdpInput *input = instance->context->input;
    uint16_t numbers[3] = { 0 };
    if (message->number >= COMMAND_MOUSE && message->number <= COMMAND_RESIZE)
        for (int i = 0; i < 3; i++)
            numbers[i] = (uint16_t)take(message, 2);
    switch (message->number) {
    case COMMAND_MOUSE: freerdp_input_send_mouse_event(input, numbers[0], numbers[1], numbers[2]); break;
    case COMMAND_EXTRA_MOUSE: freerdp_input_send_extended_mouse_event(input, numbers[0], numbers[1], numbers[2]); break;
    case COMMAND_KEY: press_key(input, numbers[0], (uint8_t)numbers[1]); break;
    case COMMAND_CHARACTER: freerdp_input_send_unicode_keyboard_event(input, numbers[0], numbers[1]); break;
    case COMMAND_LOCKS: freerdp_input_send_synchronize_event(input, numbers[0]); break;
    case COMMAND_RESIZE: channels_resize(numbers[0], numbers[1]); break;
    case COMMAND_CLIPBOARD: channels_offer_text(message->body, message->length); break;
    case COMMAND_ACKNOWLEDGE: frame_acknowledge(take(message, 4)); break;
    case COMMAND_PING: control_send(EVENT_PONG, message->body, message->length, NULL, 0); break;
    case COMMAND_QUIT: quit = true; break;
    default: break;
    }
}

static void send_frame(void) {
    const rdpGdi *gdi = instance->context->gdi;
    frame_lock();
    ResetEvent(painted);
    if (gdi && gdi->primary_buffer)
        frame_flush(gdi->primary_buffer, gdi->stride);
    frame_unlock();
}

static bool is_over(void) {
#if SINCE_3
    return freerdp_shall_disconnect_context(instance->context);
#else
    return freerdp_shall_disconnect(instance);
#endif
}

void session_run(void) {
    HANDLE control = CreateFileDescriptorEvent(NULL, TRUE, FALSE, CONTROL_FD, WINPR_FD_READ), handles[MAXIMUM_WAIT_OBJECTS];
    while (control && !quit) {
        DWORD count = freerdp_get_event_handles(instance->context, handles, MAXIMUM_WAIT_OBJECTS - 2);
        if (count == 0)
            break;
        handles[count++] = control;
        handles[count++] = painted;
        if (WaitForMultipleObjects(count, handles, FALSE, INFINITE) == WAIT_FAILED ||
            !freerdp_check_event_handles(instance->context) || is_over())
            break;
        while (!quit && control_pending()) {
            struct message message;
            control_receive(&message);
            obey(&message);
            message_wipe(&message);
        }
        send_frame();
    }
    report_end();
}

void session_close(void) {
    if (connected)
        freerdp_disconnect(instance);
    freerdp_context_free(instance);
    freerdp_free(instance);
}
