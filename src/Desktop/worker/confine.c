/*
 * What the process gives up before it hears a secret or a byte from the RDP host: the file system, the network,
 * other processes, privileges, and most of the kernel. What an unprivileged user may not do is left out; the file
 * system and the network are then closed by the system call filter alone.
 */
#define _GNU_SOURCE
#include "worker.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { NOBODY = 65534 };

static void limit(int resource, rlim_t most) {
    struct rlimit limit = { most, most };
    setrlimit(resource, &limit);
}

static void write_file(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return;
    if (write(file, text, strlen(text)) < 0)
        control_log(LEVEL_WARNING, "%s could not be written", path);
    close(file);
}

static bool leave_namespaces(bool root) {
    char map[64];
    unsigned user = getuid(), group = getgid();
    if (unshare(CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET | (root ? 0 : CLONE_NEWUSER)) != 0)
        return false;
    if (root)
        return true;
    write_file("/proc/self/setgroups", "deny");
    snprintf(map, sizeof map, "%d %u 1", NOBODY, user);
    write_file("/proc/self/uid_map", map);
    snprintf(map, sizeof map, "%d %u 1", NOBODY, group);
    write_file("/proc/self/gid_map", map);
    return true;
}

static bool drop_privileges(bool root) {
    if (root && (setgroups(0, NULL) != 0 || setresgid(NOBODY, NOBODY, NOBODY) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0))
        return false;
    /* A user namespace comes with every capability inside it. */
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct none[2] = { { 0, 0, 0 }, { 0, 0, 0 } };
    return syscall(SYS_capset, &header, none) == 0;
}

const char *confine(const char *root) {
    static char config[4096];
    bool is_root = geteuid() == 0;
    tzset();
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, 128);
    limit(RLIMIT_AS, (rlim_t)2 << 30);
    bool namespaces = leave_namespaces(is_root);
    bool chrooted = chroot(root) == 0 && chdir("/") == 0;
    snprintf(config, sizeof config, "%s/config", chrooted ? "" : root);
    bool dropped = drop_privileges(is_root);
    /* Changing the user clears the first of these. */
    if (!dropped || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0 ||
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !restrict_system_calls())
        return NULL;
    bool complete = namespaces && chrooted;
    control_log(complete ? LEVEL_DEBUG : LEVEL_WARNING, "confined: namespaces %s, chroot %s", namespaces ? "yes" : "no",
                chrooted ? "yes" : "no");
    return config;
}
