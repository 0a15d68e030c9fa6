#include "CCairoShims.h"

#ifdef __linux__

#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The functions of cairo that are called. Each is defined here under its own name and calls the one
   of the library, which is opened when the first picture is drawn: cairo brings some forty other
   libraries, and most runs draw nothing. */
#define FUNCTIONS(X) \
  X(void, arc, \
    (cairo_t *cr, double xc, double yc, double radius, double angle1, double angle2), \
    (cr, xc, yc, radius, angle1, angle2)) \
  X(void, clip, (cairo_t *cr), (cr)) \
  X(void, close_path, (cairo_t *cr), (cr)) \
  X(cairo_t *, create, (cairo_surface_t *target), (target)) \
  X(void, destroy, (cairo_t *cr), (cr)) \
  X(void, fill, (cairo_t *cr), (cr)) \
  X(void, fill_preserve, (cairo_t *cr), (cr)) \
  X(cairo_font_options_t *, font_options_create, (void), ()) \
  X(void, font_options_destroy, (cairo_font_options_t *options), (options)) \
  X(void, font_options_set_antialias, \
    (cairo_font_options_t *options, cairo_antialias_t antialias), \
    (options, antialias)) \
  X(void, font_options_set_hint_metrics, \
    (cairo_font_options_t *options, cairo_hint_metrics_t hint_metrics), \
    (options, hint_metrics)) \
  X(void, font_options_set_hint_style, \
    (cairo_font_options_t *options, cairo_hint_style_t hint_style), \
    (options, hint_style)) \
  X(cairo_surface_t *, image_surface_create, \
    (cairo_format_t format, int width, int height), \
    (format, width, height)) \
  X(cairo_surface_t *, image_surface_create_from_png_stream, \
    (cairo_read_func_t read_func, void *closure), \
    (read_func, closure)) \
  X(unsigned char *, image_surface_get_data, (cairo_surface_t *surface), (surface)) \
  X(int, image_surface_get_height, (cairo_surface_t *surface), (surface)) \
  X(int, image_surface_get_stride, (cairo_surface_t *surface), (surface)) \
  X(int, image_surface_get_width, (cairo_surface_t *surface), (surface)) \
  X(void, line_to, (cairo_t *cr, double x, double y), (cr, x, y)) \
  X(void, move_to, (cairo_t *cr, double x, double y), (cr, x, y)) \
  X(void, new_path, (cairo_t *cr), (cr)) \
  X(void, new_sub_path, (cairo_t *cr), (cr)) \
  X(void, pattern_add_color_stop_rgb, \
    (cairo_pattern_t *pattern, double offset, double red, double green, double blue), \
    (pattern, offset, red, green, blue)) \
  X(cairo_pattern_t *, pattern_create_linear, \
    (double x0, double y0, double x1, double y1), \
    (x0, y0, x1, y1)) \
  X(void, pattern_destroy, (cairo_pattern_t *pattern), (pattern)) \
  X(cairo_surface_t *, pdf_surface_create_for_stream, \
    (cairo_write_func_t write_func, void *closure, double width_in_points, double height_in_points), \
    (write_func, closure, width_in_points, height_in_points)) \
  X(void, pdf_surface_set_metadata, \
    (cairo_surface_t *surface, cairo_pdf_metadata_t metadata, const char *utf8), \
    (surface, metadata, utf8)) \
  X(void, restore, (cairo_t *cr), (cr)) \
  X(void, rotate, (cairo_t *cr, double angle), (cr, angle)) \
  X(void, save, (cairo_t *cr), (cr)) \
  X(void, scale, (cairo_t *cr, double sx, double sy), (cr, sx, sy)) \
  X(void, select_font_face, \
    (cairo_t *cr, const char *family, cairo_font_slant_t slant, cairo_font_weight_t weight), \
    (cr, family, slant, weight)) \
  X(void, set_font_options, (cairo_t *cr, const cairo_font_options_t *options), (cr, options)) \
  X(void, set_font_size, (cairo_t *cr, double size), (cr, size)) \
  X(void, set_line_cap, (cairo_t *cr, cairo_line_cap_t line_cap), (cr, line_cap)) \
  X(void, set_line_join, (cairo_t *cr, cairo_line_join_t line_join), (cr, line_join)) \
  X(void, set_line_width, (cairo_t *cr, double width), (cr, width)) \
  X(void, set_source, (cairo_t *cr, cairo_pattern_t *source), (cr, source)) \
  X(void, set_source_rgb, \
    (cairo_t *cr, double red, double green, double blue), \
    (cr, red, green, blue)) \
  X(void, show_text, (cairo_t *cr, const char *utf8), (cr, utf8)) \
  X(cairo_status_t, status, (cairo_t *cr), (cr)) \
  X(const char *, status_to_string, (cairo_status_t status), (status)) \
  X(void, stroke, (cairo_t *cr), (cr)) \
  X(void, surface_destroy, (cairo_surface_t *surface), (surface)) \
  X(void, surface_finish, (cairo_surface_t *surface), (surface)) \
  X(cairo_status_t, surface_status, (cairo_surface_t *surface), (surface)) \
  X(cairo_status_t, surface_write_to_png_stream, \
    (cairo_surface_t *surface, cairo_write_func_t write_func, void *closure), \
    (surface, write_func, closure)) \
  X(cairo_surface_t *, svg_surface_create_for_stream, \
    (cairo_write_func_t write_func, void *closure, double width_in_points, double height_in_points), \
    (write_func, closure, width_in_points, height_in_points)) \
  X(void, text_extents, \
    (cairo_t *cr, const char *utf8, cairo_text_extents_t *extents), \
    (cr, utf8, extents)) \
  X(void, translate, (cairo_t *cr, double tx, double ty), (cr, tx, ty))

#define POINTER(result, name, parameters, arguments) static result(*pointer_to_##name) parameters;
FUNCTIONS(POINTER)

#define FORWARD(result, name, parameters, arguments) \
  result cairo_##name parameters { return pointer_to_##name arguments; }
FUNCTIONS(FORWARD)

// Cairo beside the executable has fonts beside it, for systems that have none.
static void find_fonts(void) {
  static const char fonts[] = "/share/fonts/fonts.conf";
  if (getenv("FONTCONFIG_FILE") != NULL || access("/etc/fonts/fonts.conf", R_OK) == 0) return;
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - sizeof fonts);
  if (length <= 0) return;
  path[length] = 0;
  for (int level = 0; level < 2; ++level) {
    char *slash = strrchr(path, '/');
    if (slash == NULL) return;
    *slash = 0;
  }
  strcat(path, fonts);
  if (access(path, R_OK) == 0) setenv("FONTCONFIG_FILE", path, 1);
}

int shim_open_cairo(void) {
  find_fonts();
  void *library = dlopen("libcairo.so.2", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return 0;
#define FIND(result, name, parameters, arguments) \
  *(void **)&pointer_to_##name = dlsym(library, "cairo_" #name); \
  if (pointer_to_##name == NULL) return 0;
  FUNCTIONS(FIND)
  return 1;
}

#else

int shim_open_cairo(void) { return 1; }

#endif
