#include "planner/model.h"
bool forecast_total(const struct forecast *f, size_t from, size_t to, double known, double *mean, double *lower, double *upper)
{
    if (from >= to || to > f->horizon) return false;
    *mean=*lower=*upper=known;
    for (size_t i=from;i<to;i++){*mean+=f->mean[i];*lower+=f->lower[i];*upper+=f->upper[i];}
    return true;
}
void forecast_paths(const struct forecast *f, size_t draws, double *path)
{ for(size_t d=0;d<draws;d++)for(size_t h=0;h<f->horizon;h++)path[d*f->horizon+h]=f->mean[h]; }
