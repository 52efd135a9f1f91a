/**
 * Requests: one flat JSON object a line, written by JSON.stringify in src/main/lab/runner/engines/nativePayload.ts: names,
 * numbers, arrays of numbers, and strings of letters. What is missing or of another form ends the payload with status 2.
 */
#ifndef THREADLAB_REQUEST_H
#define THREADLAB_REQUEST_H

#include <stddef.h>
#include <stdint.h>

double request_number(const char *line, const char *name);
/** At most `size` - 1 characters and the end. */
void request_text(const char *line, const char *name, char *text, size_t size);
/** How many numbers were read into `values`; those past `most` are left out. */
int32_t request_numbers(const char *line, const char *name, int32_t *values, int32_t most);

/** Ends the payload with status 2 and this complaint on standard error. */
_Noreturn void refuse(const char *complaint, const char *what);
/** The same where a call has `failed`, with what errno says. */
void check(int failed, const char *complaint);

#endif
