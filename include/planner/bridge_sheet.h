/* The bridge from ICASS targets to plan lines as a table, for any workbook that wants it. */
#ifndef PLANNER_BRIDGE_SHEET_H
#define PLANNER_BRIDGE_SHEET_H

#include "planner/bridge.h"
#include "planner/page.h"

/* Fills `page` from row SHEET_HEADER on. */
void fill_bridge(struct page *page, struct arena *arena, const struct plan *plan,
                 const struct icass_bridge *bridge);

#endif
