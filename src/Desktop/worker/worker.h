/*
 * One RDP session in one process: FreeRDP on one side, the server on the other. The server hands over three descriptors
 * and nothing else. The other end of the control socket is src/Desktop/Protocol.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CONTROL_FD = 3, /* socketpair; every message is u32 length of the body, u8 number, body; little-endian */
    PIXELS_FD = 4,  /* sealed memfd, the frame buffer the server reads */
    RDP_FD = 5,     /* TCP connection to the RDP host */

    COMMAND_LIMIT = 4 * 1024 * 1024, /* bytes; the server is trusted, this catches a lost message border */
    CLIPBOARD_LIMIT = 1024 * 1024,   /* UTF-16 units, each way */
    POINTER_LIMIT = 384,             /* pixels a side */
    COPY_LIMIT = 64,                 /* copy hints of a frame */
    DAMAGE_LIMIT = 256,              /* rectangles of a frame */
    SIDE_LIMIT = 16384,              /* pixels of a screen's side */
};

enum command { /* server to worker */
    COMMAND_SETTING = 1, /* a FreeRDP setting: name=value, in UTF-8 */
    COMMAND_CONNECT,     /* empty; settings and this come first, the rest later */
    COMMAND_CERTIFICATE, /* u8 accepted */
    COMMAND_MOUSE,       /* u16 RDP flags, u16 x, u16 y; the next five are three u16 as well, 0 where not needed */
    COMMAND_EXTRA_MOUSE, /* the same for the fourth and fifth button */
    COMMAND_KEY,         /* RDP flags, scan code */
    COMMAND_CHARACTER,   /* RDP flags, UTF-16 unit */
    COMMAND_LOCKS,       /* RDP toggles */
    COMMAND_RESIZE,      /* width, height */
    COMMAND_CLIPBOARD,   /* UTF-16 text */
    COMMAND_ACKNOWLEDGE, /* u32 number of the frame that was read */
    COMMAND_PING,        /* anything short */
    COMMAND_QUIT,        /* empty */
};

enum event { /* worker to server */
    EVENT_CERTIFICATE = 1, /* PEM, the host's own certificate first */
    EVENT_SIZE,            /* u16 width, u16 height: connected, and after every change of size */
    EVENT_FRAME,           /* u32 number, u16 width, u16 height, u16 copies, u16 rectangles, then the copies (u16 source x,
                              source y, x, y, width, height) and the rectangles (u16 x, y, width, height) */
    EVENT_POINTER,         /* u16 kind, width, height, hot x, hot y, then pixels: bytes B, G, R, A */
    EVENT_CLIPBOARD,       /* UTF-16 text */
    EVENT_LOG,             /* u8 level as in WLog, text */
    EVENT_PONG,            /* as in the ping */
    EVENT_ENDED,           /* u8 origin, u8 1 when NLA was agreed on, u32 code, name */
};

enum origin { ORIGIN_NONE, ORIGIN_HOST, ORIGIN_FREERDP, ORIGIN_WORKER };
enum worker_error { ERROR_NONE, ERROR_TOO_LARGE };
enum log_level { LEVEL_DEBUG = 1, LEVEL_WARNING = 3 };

struct message {
    enum command number;
    uint32_t length, taken;
    uint8_t *body;
};

/* control.c: whole messages, from any thread. The process ends when the server is gone. */
void control_send(enum event number, const void *head, size_t head_length, const void *body, size_t body_length);
void control_log(int level, const char *format, ...) __attribute__((format(printf, 2, 3)));
void control_receive(struct message *message);
bool control_pending(void);
void message_wipe(struct message *message);
uint32_t take(struct message *message, int bytes);

/* frame.c: what changed since the server read the last frame. Callers hold the lock, but for acknowledging. */
bool frame_open(void);
void frame_lock(void);
void frame_unlock(void);
bool frame_resize(uint32_t width, uint32_t height);
void frame_damage(int x, int y, int width, int height);
void frame_copy(int source_x, int source_y, int x, int y, int width, int height);
void frame_acknowledge(uint32_t number);
void frame_flush(const uint8_t *pixels, size_t stride);

/* session.c: FreeRDP. */
bool session_can_sign(void); /* whether NLA's digests are there */
bool session_open(void);
void session_set(const char *name, const char *value);
bool session_connect(void);
void session_run(void);
void session_close(void);

/* confine.c, syscalls.c: what must touch files happens before. Returns FreeRDP's directory, seen from inside, or NULL. */
const char *confine(const char *root);
bool restrict_system_calls(void);
