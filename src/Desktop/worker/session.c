/* The FreeRDP session: its settings, what it paints, and its loop. */
#include "session.h"

#include <stdio.h>
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

enum { ROP_COPY = 0xCC, NLA_PROTOCOLS = 2 | 8, POINTERS_UP_TO_96 = 1 };

static freerdp *instance;
static rdpSettings *settings;
static HANDLE painted; /* set by whichever thread FreeRDP paints on, so that the loop sends a frame */
static pScrBlt draw_screen_copy;
static uint32_t most_pixels;
static enum worker_error own_error;
static bool connected, quit;

/* ---- log ---- */

static BOOL ignore_log(const wLogMessage *message)
{
    (void)message;
    return TRUE;
}

static BOOL forward_log(const wLogMessage *message)
{
    control_log((int)message->Level, "%s", message->TextString ? message->TextString : "");
    return TRUE;
}

static void open_log(void)
{
    static wLogCallbacks callbacks = { .data = ignore_log, .image = ignore_log, .message = forward_log, .package = ignore_log };
    wLog *root = WLog_GetRoot();
    WLog_SetLogAppenderType(root, WLOG_APPENDER_CALLBACK);
    WLog_ConfigureAppender(WLog_GetLogAppender(root), "callbacks", &callbacks);
    WLog_OpenAppender(root);
    WLog_SetLogLevel(root, WLOG_WARN);
}

/* ---- painting: the lock is held from begin to end, on whichever thread FreeRDP paints ---- */

static BOOL begin_paint(rdpContext *context)
{
    frame_lock();
    HGDI_WND window = context->gdi->primary->hdc->hwnd;
    window->invalid->null = TRUE;
    window->ninvalid = 0;
    return TRUE;
}

static BOOL end_paint(rdpContext *context)
{
    HGDI_WND window = context->gdi->primary->hdc->hwnd;
    for (int i = 0; i < window->ninvalid; i++) {
        const GDI_RGN *area = &window->cinvalid[i];
        frame_damage(area->x, area->y, area->w, area->h);
    }
    if (window->ninvalid > 0)
        SetEvent(painted);
    window->invalid->null = TRUE;
    window->ninvalid = 0;
    frame_unlock();
    return TRUE;
}

static BOOL take_size(rdpContext *context)
{
    if (frame_resize((uint32_t)context->gdi->width, (uint32_t)context->gdi->height, most_pixels))
        return TRUE;
    own_error = ERROR_TOO_LARGE;
    quit = true;
    return FALSE;
}

static BOOL resize_desktop(rdpContext *context)
{
    frame_lock();
    BOOL resized = gdi_resize(context->gdi, freerdp_settings_get_uint32(settings, FreeRDP_DesktopWidth),
                              freerdp_settings_get_uint32(settings, FreeRDP_DesktopHeight)) &&
                   take_size(context);
    frame_unlock();
    return resized;
}

/* Only what lands inside the clip is moved, and only plain copies on the screen itself are worth a hint. */
static BOOL copy_on_screen(rdpContext *context, const SCRBLT_ORDER *order)
{
    rdpGdi *gdi = context->gdi;
    if (!draw_screen_copy(context, order))
        return FALSE;
    if (gdi->drawing != gdi->primary || (order->bRop & 0xFF) != ROP_COPY)
        return TRUE;
    int left = order->nLeftRect, top = order->nTopRect, right = left + order->nWidth, bottom = top + order->nHeight;
    const GDI_RGN *clip = gdi->drawing->hdc->clip;
    if (clip && !clip->null) {
        left = left > clip->x ? left : clip->x;
        top = top > clip->y ? top : clip->y;
        right = right < clip->x + clip->w ? right : clip->x + clip->w;
        bottom = bottom < clip->y + clip->h ? bottom : clip->y + clip->h;
    }
    frame_copy(order->nXSrc + left - order->nLeftRect, order->nYSrc + top - order->nTopRect, left, top, right - left, bottom - top);
    return TRUE;
}

/* ---- pointer ---- */

enum { POINTER_SHAPE, POINTER_HIDDEN, POINTER_DEFAULT };

#if SINCE_3
#define POINTER_ARGUMENT rdpPointer
#else
#define POINTER_ARGUMENT const rdpPointer
#endif

static BOOL set_pointer(rdpContext *context, POINTER_ARGUMENT *pointer)
{
    uint32_t width = pointer->width, height = pointer->height;
    if (!width || !height || width > POINTER_LIMIT || height > POINTER_LIMIT)
        return TRUE;
    uint8_t *pixels = calloc((size_t)width * height, 4);
    if (!pixels)
        return FALSE;
    if (freerdp_image_copy_from_pointer_data(pixels, PIXEL_FORMAT_BGRA32, width * 4, 0, 0, width, height,
                                             pointer->xorMaskData, pointer->lengthXorMask, pointer->andMaskData,
                                             pointer->lengthAndMask, pointer->xorBpp, &context->gdi->palette)) {
        uint16_t head[5] = { POINTER_SHAPE, (uint16_t)width, (uint16_t)height, (uint16_t)pointer->xPos, (uint16_t)pointer->yPos };
        control_send(EVENT_POINTER, head, sizeof head, pixels, (size_t)width * height * 4);
    }
    free(pixels);
    return TRUE;
}

static BOOL set_plain_pointer(uint16_t kind)
{
    uint16_t head[5] = { kind };
    control_send(EVENT_POINTER, head, sizeof head, NULL, 0);
    return TRUE;
}

static BOOL hide_pointer(rdpContext *context)
{
    (void)context;
    return set_plain_pointer(POINTER_HIDDEN);
}

static BOOL show_default_pointer(rdpContext *context)
{
    (void)context;
    return set_plain_pointer(POINTER_DEFAULT);
}

static BOOL new_pointer(rdpContext *context, rdpPointer *pointer)
{
    (void)context;
    (void)pointer;
    return TRUE;
}

static void free_pointer(rdpContext *context, rdpPointer *pointer)
{
    (void)context;
    (void)pointer;
}

/* The viewer's pointer stays where its hand is. */
static BOOL move_pointer(rdpContext *context, UINT32 x, UINT32 y)
{
    (void)context;
    (void)x;
    (void)y;
    return TRUE;
}

/* ---- connecting ---- */

/* With ExternalCertificateManagement this is the only check there is: the server decides. */
static int ask_about_certificate(freerdp *of, const BYTE *pem, size_t length, const char *host, UINT16 port, DWORD flags)
{
    (void)of;
    (void)host;
    (void)port;
    (void)flags;
    control_send(EVENT_CERTIFICATE, pem, length, NULL, 0);
    struct message answer;
    for (;;) {
        control_receive(&answer);
        bool decided = answer.number == COMMAND_CERTIFICATE, accepted = decided && take(&answer, 1);
        quit = answer.number == COMMAND_QUIT;
        message_wipe(&answer);
        if (decided || quit)
            return accepted ? 1 : -1;
    }
}

static void wipe_setting(string_key key)
{
    const char *value = freerdp_settings_get_string(settings, key);
    if (value)
        explicit_bzero((void *)(uintptr_t)value, strlen(value));
    freerdp_settings_set_string(settings, key, "");
}

static BOOL load_channels(freerdp *of) { return freerdp_client_load_addins(of->context->channels, settings); }

static BOOL before_connect(freerdp *of)
{
    channels_attach(of->context);
    return SINCE_3 ? TRUE : load_channels(of);
}

static BOOL after_connect(freerdp *of)
{
    rdpContext *context = of->context;
    wipe_setting(FreeRDP_Password);
    if (!gdi_init(of, PIXEL_FORMAT_BGRX32))
        return FALSE;
    rdpUpdate *update = context->update;
    update->BeginPaint = begin_paint;
    update->EndPaint = end_paint;
    update->DesktopResize = resize_desktop;
    draw_screen_copy = update->primary->ScrBlt;
    update->primary->ScrBlt = copy_on_screen;
    rdpPointer pointer = { .size = sizeof pointer, .New = new_pointer, .Free = free_pointer, .Set = set_pointer,
                           .SetNull = hide_pointer, .SetDefault = show_default_pointer, .SetPosition = move_pointer };
    graphics_register_pointer(context->graphics, &pointer);
    frame_lock();
    connected = take_size(context);
    frame_unlock();
    return connected;
}

static void after_disconnect(freerdp *of)
{
    frame_lock();
    gdi_free(of);
    frame_unlock();
}

bool session_check(void)
{
    /* NTLM needs MD4, which OpenSSL 3 keeps in a provider of its own; FreeRDP 2 crashes in NLA when it is missing. */
    winpr_InitializeSSL(WINPR_SSL_INIT_DEFAULT);
    BYTE digest[WINPR_MD4_DIGEST_LENGTH];
    return winpr_Digest(WINPR_MD_MD4, (const BYTE *)"", 0, digest, sizeof digest);
}

bool session_open(void)
{
    open_log();
    freerdp_register_addin_provider(freerdp_channels_load_static_addin_entry, 0);
    primitives_set_hints(PRIMITIVES_ONLY_CPU); /* else every process spends 300 ms measuring its own routines */
    instance = freerdp_new();
    if (!instance)
        return false;
    instance->PreConnect = before_connect;
    instance->PostConnect = after_connect;
    instance->PostDisconnect = after_disconnect;
    instance->VerifyX509Certificate = ask_about_certificate;
#if SINCE_3
    instance->LoadChannels = load_channels;
#endif
    painted = CreateEvent(NULL, FALSE, FALSE, NULL);
    if (!painted || !freerdp_context_new(instance))
        return false;
    settings = instance->context->settings;
    return true;
}

static void configure_orders(void)
{
    static const uint8_t drawn[] = { NEG_DSTBLT_INDEX, NEG_PATBLT_INDEX, NEG_SCRBLT_INDEX, NEG_OPAQUE_RECT_INDEX,
                                     NEG_MULTIOPAQUERECT_INDEX, NEG_LINETO_INDEX, NEG_POLYLINE_INDEX, NEG_MEMBLT_INDEX,
                                     NEG_MEM3BLT_INDEX, NEG_MEMBLT_V2_INDEX, NEG_MEM3BLT_V2_INDEX };
    uint8_t *support = (uint8_t *)(uintptr_t)freerdp_settings_get_pointer(settings, FreeRDP_OrderSupport);
    memset(support, 0, 32);
    for (size_t i = 0; i < sizeof drawn; i++)
        support[drawn[i]] = TRUE;
    freerdp_settings_set_uint32(settings, FreeRDP_GlyphSupportLevel, GLYPH_SUPPORT_NONE);
    freerdp_settings_set_bool(settings, FreeRDP_BitmapCacheEnabled, TRUE);
}

static void configure_graphics(enum graphics graphics)
{
    bool pipeline = graphics != GRAPHICS_LOSSLESS, video = graphics == GRAPHICS_THIN_LINK;
    const struct { bool_key key; bool value; } switches[] = {
        { FreeRDP_SoftwareGdi, true },
        { FreeRDP_SupportGraphicsPipeline, pipeline },
        { FreeRDP_RemoteFxCodec, pipeline },
        { FreeRDP_NSCodec, false },
        { FreeRDP_GfxH264, video },
        { FreeRDP_GfxAVC444, video },
        { FreeRDP_GfxAVC444v2, video },
        { FreeRDP_GfxProgressive, pipeline },
        { FreeRDP_SurfaceFrameMarkerEnabled, pipeline },
        { FreeRDP_FastPathOutput, true },
        { FreeRDP_AllowFontSmoothing, true },
        { FreeRDP_DisableWallpaper, video },
        { FreeRDP_DisableFullWindowDrag, video },
        { FreeRDP_DisableMenuAnims, true },
        { FreeRDP_DrawAllowColorSubsampling, false },
        { FreeRDP_DrawAllowDynamicColorFidelity, false },
    };
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
        freerdp_settings_set_bool(settings, switches[i].key, switches[i].value);
    freerdp_settings_set_uint32(settings, FreeRDP_ColorDepth, 32);
    configure_orders();
}

/* What would reach for files, devices or other hosts stays off, whatever the library's defaults become. */
static void configure_features(bool clipboard, bool has_password)
{
    const struct { bool_key key; bool value; } switches[] = {
        { FreeRDP_ExternalCertificateManagement, true },
        { FreeRDP_TlsSecurity, true },
        { FreeRDP_NlaSecurity, session_check() },
        { FreeRDP_RdpSecurity, false },
        { FreeRDP_NegotiateSecurityLayer, true },
        { FreeRDP_AutoLogonEnabled, has_password },
        { FreeRDP_AutoReconnectionEnabled, false },
        { FreeRDP_DesktopResize, true },
        { FreeRDP_SupportDynamicChannels, true },
        { FreeRDP_SupportDisplayControl, true },
        { FreeRDP_RedirectClipboard, clipboard },
        { FreeRDP_UnicodeInput, true },
        { FreeRDP_HasHorizontalWheel, true },
        { FreeRDP_HasExtendedMouseEvent, true },
        { FreeRDP_NetworkAutoDetect, false },
        { FreeRDP_SupportHeartbeatPdu, false },
        { FreeRDP_SupportMultitransport, false },
        { FreeRDP_DeviceRedirection, false },
        { FreeRDP_AudioPlayback, false },
        { FreeRDP_AudioCapture, false },
        { FreeRDP_GatewayEnabled, false },
    };
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
        freerdp_settings_set_bool(settings, switches[i].key, switches[i].value);
    freerdp_settings_set_uint32(settings, FreeRDP_ConnectionType, CONNECTION_TYPE_LAN);
    freerdp_settings_set_uint32(settings, FreeRDP_LargePointerFlag, POINTERS_UP_TO_96);
#if !SINCE_3
    freerdp_settings_set_uint32(settings, FreeRDP_MaxTimeInCheckLoop, 10); /* ms between two looks at the other descriptors */
#endif
}

static void set_string(string_key key, char *value)
{
    freerdp_settings_set_string(settings, key, value);
    explicit_bzero(value, strlen(value));
    free(value);
}

void session_configure(struct start *start, const char *config_path)
{
    most_pixels = start->most_pixels;
    configure_graphics(start->graphics);
    configure_features(start->clipboard, start->password[0] != 0);
    freerdp_settings_set_uint32(settings, FreeRDP_DesktopWidth, start->width);
    freerdp_settings_set_uint32(settings, FreeRDP_DesktopHeight, start->height);
    freerdp_settings_set_uint32(settings, FreeRDP_KeyboardLayout, start->keyboard_layout);
    freerdp_settings_set_string(settings, FreeRDP_ClientHostname, "hindsight");
    freerdp_settings_set_string(settings, FreeRDP_ConfigPath, config_path);
    freerdp_settings_set_string(settings, FreeRDP_HomePath, "/");
    /* A host name that starts with a bar means that the port is a connected socket. */
    char host[300];
    snprintf(host, sizeof host, "|%s", start->host);
    freerdp_settings_set_string(settings, FreeRDP_ServerHostname, host);
    freerdp_settings_set_uint32(settings, FreeRDP_ServerPort, RDP_FD);
#if SINCE_3
    freerdp_settings_set_string(settings, FreeRDP_UserSpecifiedServerName, start->host);
    freerdp_settings_set_string(settings, FreeRDP_AuthenticationPackageList, "!kerberos"); /* out of reach from here */
#endif
    free(start->host);
    set_string(FreeRDP_Username, start->user);
    set_string(FreeRDP_Domain, start->domain);
    set_string(FreeRDP_Password, start->password);
}

/* ---- running ---- */

static void report_end(void)
{
    struct __attribute__((packed)) { uint8_t origin, nla; uint32_t code; } head = { 0 };
    const char *name = "";
    head.nla = (freerdp_settings_get_uint32(settings, FreeRDP_SelectedProtocol) & NLA_PROTOCOLS) != 0;
    if (own_error) {
        head.origin = ORIGIN_WORKER;
        head.code = own_error;
    } else if (quit) {
        head.origin = ORIGIN_NONE;
    } else if ((head.code = freerdp_error_info(instance))) {
        head.origin = ORIGIN_HOST;
        name = freerdp_get_error_info_name(head.code);
    } else if ((head.code = freerdp_get_last_error(instance->context))) {
        head.origin = ORIGIN_FREERDP;
        name = freerdp_get_last_error_name(head.code);
    }
    control_send(EVENT_ENDED, &head, sizeof head, name, name ? strlen(name) : 0);
}

bool session_connect(void)
{
    if (freerdp_connect(instance))
        return true;
    report_end();
    return false;
}

static void obey(struct message *message)
{
    rdpInput *input = instance->context->input;
    uint16_t flags, x;
    switch (message->number) {
    case COMMAND_MOUSE:
        flags = (uint16_t)take(message, 2);
        x = (uint16_t)take(message, 2);
        freerdp_input_send_mouse_event(input, flags, x, (uint16_t)take(message, 2));
        break;
    case COMMAND_EXTRA_MOUSE:
        flags = (uint16_t)take(message, 2);
        x = (uint16_t)take(message, 2);
        freerdp_input_send_extended_mouse_event(input, flags, x, (uint16_t)take(message, 2));
        break;
    case COMMAND_KEY:
        flags = (uint16_t)take(message, 2);
        freerdp_input_send_keyboard_event(input, flags, (uint8_t)take(message, 2));
        break;
    case COMMAND_CHARACTER:
        flags = (uint16_t)take(message, 2);
        freerdp_input_send_unicode_keyboard_event(input, flags, (uint16_t)take(message, 2));
        break;
    case COMMAND_LOCKS:
        freerdp_input_send_synchronize_event(input, take(message, 2));
        break;
    case COMMAND_RESIZE:
        x = (uint16_t)take(message, 2);
        channels_resize(x, take(message, 2));
        break;
    case COMMAND_CLIPBOARD:
        channels_offer_text(message->body, message->length);
        break;
    case COMMAND_ACKNOWLEDGE:
        frame_lock();
        frame_acknowledge(take(message, 4));
        frame_unlock();
        break;
    case COMMAND_PING:
        control_send(EVENT_PONG, message->body, message->length, NULL, 0);
        break;
    case COMMAND_QUIT:
        quit = true;
        break;
    default:
        break;
    }
}

static void send_frame(void)
{
    frame_lock();
    const rdpGdi *gdi = instance->context->gdi;
    if (gdi && gdi->primary_buffer)
        frame_flush(gdi->primary_buffer, gdi->stride);
    frame_unlock();
}

static bool is_over(void)
{
#if SINCE_3
    return freerdp_shall_disconnect_context(instance->context);
#else
    return freerdp_shall_disconnect(instance);
#endif
}

void session_run(void)
{
    HANDLE control = CreateFileDescriptorEvent(NULL, FALSE, FALSE, CONTROL_FD, WINPR_FD_READ);
    HANDLE handles[MAXIMUM_WAIT_OBJECTS];
    while (control && !quit) {
        DWORD count = freerdp_get_event_handles(instance->context, handles, MAXIMUM_WAIT_OBJECTS - 2);
        if (count == 0)
            break;
        handles[count++] = control;
        handles[count++] = painted;
        if (WaitForMultipleObjects(count, handles, FALSE, INFINITE) == WAIT_FAILED)
            break;
        if (!freerdp_check_event_handles(instance->context) || is_over())
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

void session_close(void)
{
    if (connected)
        freerdp_disconnect(instance);
    freerdp_context_free(instance);
    freerdp_free(instance);
}
