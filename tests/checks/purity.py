# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Below core/io nothing reads a clock, a file, the network, the environment or the locale,
nothing prints, and foreign bytes are read only by the cursor. There are no words for people either."""

import re

import tree

IMPURE = {
    "the clock": r"time|clock_gettime|gettimeofday|clock|g_get_real_time|g_get_monotonic_time|"
                 r"g_get_current_time|g_date_time_new_now\w*|g_timer_\w+|localtime(_r)?|mktime|"
                 r"g_time_zone_new_local|g_date_time_new_local|g_date_time_to_local",
    "files": r"fopen|freopen|open|openat|creat|read|pread|write|pwrite|stat|fstat|lstat|access|mmap|"
             r"unlink|rename|mkdir|opendir|g_open|g_fopen|g_stat|g_file_\w+|g_dir_\w+|g_mapped_file_\w+|"
             r"g_mkdir\w*|g_unlink|g_remove|g_input_stream_\w+|g_output_stream_\w+",
    "the network": r"socket|connect|bind|listen|accept|recv|recvfrom|send|sendto|getaddrinfo|"
                   r"gethostbyname|res_\w+|g_socket\w*|g_resolver_\w+|g_inet_\w+|g_network_\w+",
    "the environment": r"getenv|secure_getenv|setenv|putenv|g_getenv|g_setenv|g_listenv|g_get_user_\w+|"
                       r"g_get_home_dir|g_get_tmp_dir|g_get_host_name|gethostname|getpid|getuid|"
                       r"g_settings_\w+|g_find_program_in_path",
    "processes and threads": r"fork|execl\w*|execv\w*|system|popen|g_spawn_\w+|g_subprocess_\w+|"
                             r"pthread_\w+|g_thread_\w+|g_thread_pool_\w+|g_main_\w+|g_timeout_\w+|"
                             r"g_idle_\w+|g_task_\w+|sleep|usleep|g_usleep",
    "chance": r"rand|srand|random|srandom|drand48|g_random_\w+|g_rand_\w+",
    "the locale": r"setlocale|localeconv|nl_langinfo|strcoll|strxfrm|strcasecmp|strncasecmp|strtod|"
                  r"strtof|atof|isalpha|isalnum|isdigit|isspace|isupper|islower|ispunct|isprint|"
                  r"iscntrl|isxdigit|toupper|tolower|g_strtod|g_utf8_collate\w*|g_get_charset|"
                  r"g_locale_\w+|g_filename_\w+|strftime|g_date_time_format",
    "the terminal": r"printf|puts|putchar|perror|g_print|g_printerr|g_printf",
    "the log": r"g_warning|g_critical|g_message|g_error|g_info|g_debug|g_log|g_log_\w+|g_warn_if_\w+|"
               r"abort|exit|_exit",
    "unsafe reading": r"strtok(_r)?|sscanf|atoi|atol|atoll|strtol|strtoul|strtoll|strtoull|strchr|"
                      r"strrchr|strstr|strpbrk|strcpy|strcat|sprintf|vsprintf|gets|alloca|g_alloca|"
                      r"g_ascii_strto\w+|g_strstr_len|g_strrstr|setjmp|longjmp|strcspn|strspn",
    "words for people": r"_|N_|C_|gettext|dgettext|ngettext|dngettext|g_dgettext|g_dngettext|g_dpgettext2?",
}
ALLOWED = {
    ("core/base/cursor.h", "accept"),   # a parameter of that name
    ("core/base/domain.c", "strchr"),   # in a name that is normalised already
    ("core/inputs/people.c", "strrchr"),       # in what the reader typed
}


def below_io(path):
    folder = tree.folder_of(path)
    return folder is not None and tree.LAYERS[folder] < tree.IO_LAYER


def main():
    patterns = [(what, re.compile(rf"(?<![\w.>])({words})\s*\(")) for what, words in IMPURE.items()]
    problems = []
    looked_at = 0
    for path in tree.sources():
        if not below_io(path):
            continue
        looked_at += 1
        lines = tree.code(path).split("\n")
        for number, line in enumerate(lines, 1):
            for what, pattern in patterns:
                for match in pattern.finditer(line):
                    if (path.as_posix(), match.group(1)) not in ALLOWED:
                        problems.append(f"{path}:{number}: {match.group(1)}() is {what}")
            if re.search(r"\bgoto\b", line):
                problems.append(f"{path}:{number}: goto")
    tree.finish("purity", problems, looked_at)


main()
