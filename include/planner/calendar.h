/* procurement.ics, RFC 5545: the dates of the procurement calendar up to the budget year. */
#ifndef PLANNER_CALENDAR_H
#define PLANNER_CALENDAR_H

#include "planner/result.h"

void write_calendar(struct csv_out *out, const struct plan *plan);

#endif
