#include <errno.h>
#include <seccomp.h>
#include <stddef.h>

// The actions are macros with arguments, and the call that adds a rule takes a variable number of them.
static inline uint32_t bulletind_seccomp_refuse(void) { return SCMP_ACT_ERRNO(EPERM); }
static inline uint32_t bulletind_seccomp_kill(void) { return SCMP_ACT_KILL_PROCESS; }
static inline uint32_t bulletind_seccomp_allow(void) { return SCMP_ACT_ALLOW; }

static inline int bulletind_seccomp_add(scmp_filter_ctx filter, uint32_t action, int call) {
    return seccomp_rule_add_array(filter, action, call, 0, NULL);
}

/// Only when (argument & mask) == value.
static inline int bulletind_seccomp_add_masked(
    scmp_filter_ctx filter, uint32_t action, int call, unsigned argument, uint64_t mask, uint64_t value) {
    struct scmp_arg_cmp comparison = {argument, SCMP_CMP_MASKED_EQ, mask, value};
    return seccomp_rule_add_array(filter, action, call, 1, &comparison);
}
