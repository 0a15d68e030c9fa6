#ifndef CCAIRO_SHIMS_H
#define CCAIRO_SHIMS_H

#include <cairo/cairo-pdf.h>
#include <cairo/cairo-svg.h>
#include <cairo/cairo.h>

/* Opens cairo; to be called, by one thread, before any of its functions. The result is 0 where it is
   not there. */
int shim_open_cairo(void);

#endif
