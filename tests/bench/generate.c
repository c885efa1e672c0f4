/* generate ROWS SEED FILE.csv: an inventory of an embassy's equipment, as exports look: fifteen
 * columns, about 160 bytes a row, one description in four quoted.  The same numbers give the same
 * bytes, and a longer file begins with the shorter one's rows. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const struct kind {
    const char *category, *model, *what;
    int share, cost, support_years;
    int restricted; /* may stand in a controlled access area */
} kinds[] = {
    {"desktop", "OptiPlex 7010", "Desktop workstation", 30, 890, 6, 1},
    {"laptop", "Latitude 5440", "Laptop, travel pool", 14, 1350, 5, 0},
    {"monitor", "P2422H", "LCD monitor 24\"\"", 18, 210, 8, 1},
    {"printer", "LaserJet M507dn", "Network printer", 6, 640, 7, 1},
    {"server", "PowerEdge R650", "File server, 2U", 2, 9800, 7, 1},
    {"network-switch", "C9300-48P", "Access switch 48 port", 5, 5400, 8, 1},
    {"router", "ISR4331", "Edge router", 2, 2400, 8, 1},
    {"ups", "SMT1500RM2U", "Rack UPS 1500 VA", 4, 980, 5, 1},
    {"telephone", "CP-8841", "IP telephone", 9, 260, 9, 1},
    {"radio", "APX 4000", "VHF handheld radio", 5, 2900, 10, 0},
    {"satellite", "Iridium 9575", "Satellite telephone", 1, 1250, 8, 0},
    {"mobile-phone", "Galaxy S23", "Smartphone", 4, 690, 3, 0},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint64_t state;

static unsigned below(unsigned most)
{
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (unsigned)(((z ^ (z >> 31)) >> 32) * most >> 32);
}

static const struct kind *any_kind(void)
{
    unsigned at = below(100), k = 0;
    while (k + 1 < KINDS && at >= (unsigned)kinds[k].share)
        at -= (unsigned)kinds[k++].share;
    return &kinds[k];
}

static const char *any(const char *const *from, unsigned count)
{
    return from[below(count)];
}
#define ANY(list) any(list, sizeof list / sizeof *list)

static void write_row(FILE *to, unsigned long number)
{
    static const char *const buildings[] = {"Chancery", "Annex A", "Annex B", "Consular",
                                            "Warehouse", "GSO", "Residence"};
    static const char *const posts[] = {"Ankara", "Nairobi", "Lima", "Rome", "New Delhi", "Tokyo"};
    static const char *const agencies[] = {"STATE", "STATE", "STATE", "CA", "FCS", "USAID", "DAO"};
    static const char *const statuses[] = {"in_use", "in_use", "in_use", "in_use", "in_use",
                                           "in_use", "in_use", "spare", "in_stock", "in_repair"};
    static const char *const funds[] = {"POST_DP", "POST_DP", "POST_ICASS", "CENTRAL_GITM"};
    const struct kind *kind = any_kind();
    unsigned year = 2013 + below(13), month = 1 + below(12), day = 1 + below(28);
    unsigned serial = below(0x7FFFFFFF), cents = below(100);
    unsigned cost = (unsigned)kind->cost * (85 + below(30)) / 100;
    const char *quote = kind->what[0] && (below(4) == 0 || kind->category[0] == 'm') ? "\"" : "";
    for (const char *c = kind->what; *c; c++)
        if (*c == ',' || *c == '"')
            quote = "\"";
    fprintf(to, "DT%08lu,%08X,%s,%s,%s%s; order 19P%05u%s,%s %u%02u,%s,%s,%s,%s,%u,%u-%02u-%02u,"
            "%u.%02u,%s,", number, serial, kind->category, kind->model, quote, kind->what,
            below(100000), quote, ANY(buildings), 1 + below(4), 1 + below(30), ANY(posts),
            ANY(agencies), kind->restricted && below(6) == 0 ? "CAA" : "NON-CAA", ANY(statuses),
            below(16) ? 1 : 2 + below(9), year, month, day, cost, cents, ANY(funds));
    if (below(5))
        fprintf(to, "%u-%02u-%02u", year + (unsigned)kind->support_years, month, day);
    fputs("\r\n", to);
}

int main(int argc, char **argv)
{
    FILE *to = argc == 4 ? fopen(argv[3], "wb") : NULL;
    if (!to) {
        fputs("usage: generate ROWS SEED FILE.csv\n", stderr);
        return 2;
    }
    state = strtoull(argv[2], NULL, 10);
    fputs("asset_tag,serial,category,model,description,location,post,custodian_agency,network,"
          "status,quantity,acquired,unit_cost,funding_source,end_of_support\r\n", to);
    for (unsigned long n = 1, rows = strtoul(argv[1], NULL, 10); n <= rows; n++)
        write_row(to, n);
    return fclose(to) ? 3 : 0;
}
