/* desktop-worker ROOT: one RDP session, started by the server. desktop-worker --check: whether it would work here. */
#define _GNU_SOURCE
#include "worker.h"

#include <freerdp/version.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { EXIT_SETUP = 2 };

static int check(void) {
    printf("FreeRDP %s\n", FREERDP_VERSION_FULL);
    if (!session_can_sign())
        printf("NLA does not work: OpenSSL has no MD4. Install OpenSSL's legacy provider.\n");
    return 0;
}

/* The server's descriptors, terminal, process group and signal settings are none of ours. */
static void detach(void) {
    syscall(SYS_close_range, RDP_FD + 1, ~0u, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsid();
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* of the thread that started us, which waits for our end */
}

static void read_settings(void) {
    struct message message;
    for (bool more = true; more; message_wipe(&message)) {
        control_receive(&message);
        char *name = (char *)message.body, *equals = strchr(name, '=');
        more = message.number == COMMAND_SETTING && equals;
        if (more) {
            *equals = 0;
            session_set(name, equals + 1);
        } else if (message.number != COMMAND_CONNECT) {
            _exit(EXIT_SETUP);
        }
    }
}

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "--check") == 0)
        return check();
    if (count != 2 || fcntl(CONTROL_FD, F_GETFD) < 0 || fcntl(RDP_FD, F_GETFD) < 0) {
        fprintf(stderr, "usage: desktop-worker --check\nOtherwise it is the server that starts this program.\n");
        return EXIT_SETUP;
    }
    detach();
    if (!frame_open() || !session_open())
        return EXIT_SETUP;
    const char *config = confine(arguments[1]);
    if (!config)
        return EXIT_SETUP;
    read_settings();
    session_set("FreeRDP_ConfigPath", config);
    if (session_connect())
        session_run();
    session_close();
    return 0;
}
