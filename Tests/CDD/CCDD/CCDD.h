// The variant of cddlib with GMP rationals.
#define GMPRATIONAL
#include <gmp.h>
#include <cddlib/setoper.h>
#include <cddlib/cdd.h>
