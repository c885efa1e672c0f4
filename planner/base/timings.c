#include "planner/timings.h"

#include <stdio.h>
#include <time.h>

#include "planner/os.h"

static double processor_seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

void timings_begin(struct timings *timings, bool wanted)
{
    *timings = (struct timings){wanted, wanted ? processor_seconds() : 0,
                                wanted ? os_seconds() : 0};
}

void timings_stage(struct timings *timings, const char *name)
{
    if (!timings->wanted)
        return;
    double processor = processor_seconds(), wall = os_seconds();
    fprintf(stderr, "time: %s %.3f s processor, %.3f s wall\n", name,
            processor - timings->processor, wall - timings->wall);
    timings->processor = processor;
    timings->wall = wall;
}
