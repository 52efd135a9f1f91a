#include "request.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void refuse(const char *complaint, const char *what) {
  fprintf(stderr, "%s: %.200s\n", complaint, what);
  exit(2);
}

void check(int failed, const char *complaint) {
  if (failed) refuse(complaint, strerror(errno));
}

/** Where the value of `name` begins. */
static const char *value_of(const char *line, const char *name) {
  char key[32];
  snprintf(key, sizeof key, "\"%s\":", name);
  const char *at = strstr(line, key);
  if (at == NULL) refuse("the request has no value", name);
  return at + strlen(key);
}

double request_number(const char *line, const char *name) {
  const char *start = value_of(line, name);
  char *end;
  const double number = strtod(start, &end);
  if (end == start) refuse("not a number", start);
  return number;
}

void request_text(const char *line, const char *name, char *text, size_t size) {
  const char *start = value_of(line, name);
  if (*start != '"') refuse("not a text", start);
  start += 1;
  const size_t length = strcspn(start, "\"");
  if (length >= size) refuse("too long a text", start);
  memcpy(text, start, length);
  text[length] = '\0';
}

int32_t request_numbers(const char *line, const char *name, int32_t *values, int32_t most) {
  const char *at = value_of(line, name);
  if (*at != '[') refuse("not an array", at);
  if (at[1] == ']') return 0;
  int32_t count = 0;
  while (*at != ']' && count < most) {
    char *end;
    at += 1; /* the bracket or a comma */
    values[count] = (int32_t)strtol(at, &end, 10);
    if (end == at) refuse("not a number", at);
    count += 1;
    at = end;
  }
  return count;
}
