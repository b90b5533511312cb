/*
 * One RDP session in one process: FreeRDP on one side, the server on the other.
 * The server hands over three descriptors and nothing else. docs/ARCHITECTURE.md and the comments at the message
 * numbers describe what goes over the control socket; src/Desktop/WorkerProtocol.cs is the other end.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CONTROL_FD = 3, /* socketpair; every message is u32 length of the body, u8 number, body; little-endian */
    PIXELS_FD = 4,  /* sealed memfd, the frame buffer the server reads */
    RDP_FD = 5,     /* TCP connection to the RDP host */

    PROTOCOL_VERSION = 1,
    COMMAND_LIMIT = 4 * 1024 * 1024, /* bytes; the server is trusted, this catches a lost message border */
    CLIPBOARD_LIMIT = 1024 * 1024,   /* UTF-16 units, each way */
    POINTER_LIMIT = 384,             /* pixels a side */
    COPY_LIMIT = 64,                 /* copy hints of a frame */
    DAMAGE_LIMIT = 256,              /* rectangles of a frame */
    SIDE_LIMIT = 16384,              /* pixels of a screen's side */
};

/* Server to worker. */
enum command {
    COMMAND_START = 1,   /* u32 version, u8 graphics, u8 clipboard, u16 width, u16 height, u32 most pixels, u32 keyboard
                            layout, then host, user, domain, password, each u16 length and UTF-8 */
    COMMAND_CERTIFICATE, /* u8 accepted */
    COMMAND_MOUSE,       /* u16 RDP flags, u16 x, u16 y */
    COMMAND_EXTRA_MOUSE, /* the same for the fourth and fifth button */
    COMMAND_KEY,         /* u16 RDP flags, u16 scan code */
    COMMAND_CHARACTER,   /* u16 RDP flags, u16 UTF-16 unit */
    COMMAND_LOCKS,       /* u16 RDP toggles */
    COMMAND_RESIZE,      /* u16 width, u16 height */
    COMMAND_CLIPBOARD,   /* UTF-16 text */
    COMMAND_ACKNOWLEDGE, /* u32 number of the frame that was read */
    COMMAND_PING,        /* u32 anything */
    COMMAND_QUIT,        /* empty */
};

/* Worker to server. */
enum event {
    EVENT_CERTIFICATE = 1, /* PEM, the host's own certificate first */
    EVENT_SIZE,            /* u16 width, u16 height: connected, and after every change of size */
    EVENT_FRAME,           /* u32 number, u16 width, u16 height, u16 copies, u16 rectangles, then the copies (u16 source x,
                              source y, x, y, width, height) and the rectangles (u16 x, y, width, height) */
    EVENT_POINTER,         /* u16 kind, width, height, hot x, hot y, then pixels: bytes B, G, R, A */
    EVENT_CLIPBOARD,       /* UTF-16 text */
    EVENT_LOG,             /* u8 WLog level, text */
    EVENT_PONG,            /* u32 as in the ping */
    EVENT_ENDED,           /* u8 origin, u8 1 when NLA was agreed on, u32 code, name */
};

enum origin { ORIGIN_NONE, ORIGIN_HOST, ORIGIN_FREERDP, ORIGIN_WORKER };
enum worker_error { ERROR_TOO_LARGE = 1 };
enum graphics { GRAPHICS_LOSSLESS, GRAPHICS_BALANCED, GRAPHICS_THIN_LINK };

struct message {
    enum command number;
    uint32_t length, taken;
    uint8_t *body;
};

struct start {
    enum graphics graphics;
    bool clipboard;
    uint32_t width, height, most_pixels, keyboard_layout;
    char *host, *user, *domain, *password;
};

/* control.c: whole messages, from any thread. The process ends when the server is gone. */
void control_send(enum event number, const void *head, size_t head_length, const void *body, size_t body_length);
void control_log(int level, const char *format, ...) __attribute__((format(printf, 2, 3)));
void control_receive(struct message *message);
bool control_pending(void);
void message_wipe(struct message *message);
uint32_t take(struct message *message, int bytes);
void take_text(struct message *message, char **text);

/* frame.c: what changed since the server read the last frame. Callers hold the lock. */
bool frame_open(void);
void frame_lock(void);
void frame_unlock(void);
bool frame_resize(uint32_t width, uint32_t height, uint32_t most_pixels);
void frame_damage(int x, int y, int width, int height);
void frame_copy(int source_x, int source_y, int x, int y, int width, int height);
void frame_acknowledge(uint32_t number);
void frame_flush(const uint8_t *pixels, size_t stride);

/* session.c: FreeRDP. */
bool session_open(void);
bool session_check(void);
void session_configure(struct start *start, const char *config_path);
bool session_connect(void);
void session_run(void);
void session_close(void);

/* confine.c, syscalls.c: everything that must touch files happens before. The path is FreeRDP's, inside the confinement. */
const char *confine(const char *root);
bool restrict_system_calls(void);
