#include "planner/money.h"
