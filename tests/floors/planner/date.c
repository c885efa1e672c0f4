#include "planner/date.h"
#include <unistd.h>
