#include "planner/table.h"
