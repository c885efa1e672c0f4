#include "planner/reader.h"
