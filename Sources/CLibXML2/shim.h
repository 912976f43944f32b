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
