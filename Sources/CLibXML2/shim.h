#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <libxml/xmlversion.h>
// Debian's libxml2 is built with ICU, and its headers then bring ICU's own, which clash with Foundation's copy. Only a
// pointer in xmlCharEncodingHandler depends on it, which nothing here touches.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/xmlwriter.h>

// `xmlFree` is a mutable global function pointer, which Swift 6 cannot read safely.
static inline void bulletind_xml_free(void *memory) { xmlFree(memory); }

static void bulletind_xml_say_nothing(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

// libxml2 prints to standard error what no structured handler takes; a daemon's standard error is its journal.
// The handler is a matter of each thread: the second call sets it for threads to come.
static inline void bulletind_xml_silence(void) {
    xmlSetGenericErrorFunc(NULL, bulletind_xml_say_nothing);
    xmlThrDefSetGenericErrorFunc(NULL, bulletind_xml_say_nothing);
}

static inline void *bulletind_xml_got(void *memory) {
    if (memory) return memory;
    fputs("libxml2 failed to allocate memory\n", stderr);
    abort();
}

static inline void *bulletind_xml_malloc(size_t size) { return bulletind_xml_got(malloc(size ? size : 1)); }
static inline void *bulletind_xml_realloc(void *memory, size_t size) {
    return bulletind_xml_got(realloc(memory, size ? size : 1));
}
static inline char *bulletind_xml_strdup(const char *text) { return (char *)bulletind_xml_got(strdup(text)); }

// Without memory libxml2 returns a part of the document, or none, as if that were all. The process ends instead, as it
// does when Swift gets no memory. To be called before anything else of the library.
static inline void bulletind_xml_end_without_memory(void) {
    xmlMemSetup(free, bulletind_xml_malloc, bulletind_xml_realloc, bulletind_xml_strdup);
}
