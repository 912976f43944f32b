#include <gmime/gmime.h>

/// The address of a mailbox; NULL for a group. GMime's casts are macros, which Swift does not see.
static inline const char *bulletind_mailbox_address(InternetAddress *address) {
    return INTERNET_ADDRESS_IS_MAILBOX(address)
        ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)) : NULL;
}
