/* Tables that nobody made for us: which rows are data, what their columns add up to. */
#include "planner/survey.h"

#include "made_post.h"

struct table {
    const char *text;
    uint32_t header_line;
    size_t rows, totals;
    const char *column, *sum; /* NULL: no number in the file */
};

static const struct read_file *read_table(struct made *m, const char *content)
{
    made_file(m, "table.csv", content);
    m->run.survey = true;
    open_post(&m->run);
    read_single(&m->run.post, NULL, arena_format(m->run.arena, "%s/table.csv", m->folder));
    m->heard = true; /* notes and warnings are not what these tests are about */
    return &m->run.post.files[0];
}

static const struct survey_column *column_called(const struct read_file *file, const char *name)
{
    for (size_t k = 0; k < file->survey->count; k++)
        if (!strcmp(file->survey->columns[k].name, name))
            return &file->survey->columns[k];
    fail_msg("no column %s", name);
    return NULL;
}

static void table_is(struct made *m, const struct table *t)
{
    char plain[SUM_TEXT];
    const struct read_file *file = read_table(m, t->text);
    assert_false(file->refused);
    if (file->rows != t->rows || file->survey->totals != t->totals)
        fail_msg("%zu rows and %zu totals in\n%s", file->rows, file->survey->totals, t->text);
    assert_int_equal(file->header_line, t->header_line);
    if (t->sum)
        assert_string_equal(sum_plain(column_called(file, t->column)->sum, plain), t->sum);
    free_post(&m->run.post);
    m->run.post = (struct post){0};
}

static void tables_are(struct made *m, const struct table *tables, size_t count)
{
    for (size_t i = 0; i < count; i++)
        table_is(m, &tables[i]);
}

static void the_header_is_found_below_titles_and_groups(void **state)
{
    static const struct table tables[] = {
        {"Spend over 25,000,,\n\nDate,Supplier,Amount\n01/02/2020,A,5\n15/02/2020,B,6\n", 3, 2, 0,
         "Amount", "11"},
        {",Budget,,Actual,\nDept,2019,2020,2019,2020\nIT,10,20,30,40\nHR,1,2,3,4\n", 2, 2, 0,
         "2020", "22"},
        {"Country,2000,2001\nFR,1,2\nDE,4,5\n", 1, 2, 0, "2000", "5"},
        {"Title of this table\n\nname,city\nbob,rome\nann,oslo\n", 3, 2, 0, NULL, NULL},
        {"\n\n,,\nA,B,C\nx,1,2\n", 4, 1, 0, "B", "1"},
        {"sep=;\na;b\n1;2\n", 2, 1, 0, "b", "2"},
        {"\"line\nbreak\",b\nx,2\n", 1, 1, 0, "b", "2"},
        /* numbers and years that are names, since nothing of their sort stands below them */
        {"id,100022,100025\nx,TRUE,FALSE\ny,FALSE,TRUE\n", 1, 2, 0, NULL, NULL},
        {"Museum,2011,2010\nOld hall,\"1,234\",987\nNew hall,closed,closed\n", 1, 2, 0, NULL, NULL},
        /* a column of versions, of which only the last row has a number */
        {"id,name,version\na1,x,2.1.0\na2,y,9p1\na3,z,5.6.1\na4,v,2.1.1\na5,w,5.1\n", 1, 5, 0,
         NULL, NULL},
        /* two tables: the second one's header is not below titles */
        {"Meetings,,\nWho,When,With\nA,Oct-14,X\n,,Y\nB,Oct-14,Z\nC,Nov-14,X\nD,Nov-14,Y\n\n"
         "Travel,,\nWho,When,Cost\nA,Oct-14,120\nB,Nov-14,85\nC,Nov-14,60\n", 2, 10, 0, NULL,
         NULL},
        {"made by a tool\n----,----,----\nPin,Signal,Use\n1a,x,in\n2a,y,out\n", 3, 2, 0, NULL,
         NULL},
    };
    tables_are(*state, tables, LENGTH(tables));
}

static void totals_are_told_by_their_sums_not_by_their_word(void **state)
{
    static const struct table tables[] = {
        {"Date,Who,Amount\n2020-01-01,A,5\n2020-01-02,B,6\n,,11\n", 1, 2, 1, "Amount", "11"},
        {"Dept,Item,Amount\nA,x,10\nA,y,20\n,Subtotal,30\nB,z,5\nB,q,6\n,Subtotal,11\n"
         ",Grand Total,41\n", 1, 4, 3, "Amount", "41"},
        {"Region,Spend\nNorth,100\nSouth,250\nTotal,350\n", 1, 2, 1, "Spend", "350"},
        /* the sum of those above by chance, and a total that is none */
        {"Region,Spend\nNorth,1\nSouth,1\nWest,2\n", 1, 3, 0, "Spend", "4"},
        {"Region,Spend\nNorth,1\nTotal,7\n", 1, 2, 0, "Spend", "8"},
        {"Item,Model,Cost\nTotal Station,T1,5\nTheodolite,T2,5\n", 1, 2, 0, "Cost", "10"},
        {"amount\n5\n5\n10\n", 1, 3, 0, "amount", "20"},
        {"Ort;Betrag\nNord;1,50\nS\xC3\xBC""d;2,25\nSumme;3,75\n", 1, 2, 1, "Betrag", "3.75"},
    };
    tables_are(*state, tables, LENGTH(tables));
}

static void rows_that_are_no_data_are_left_out_and_counted(void **state)
{
    struct made *m = *state;
    const struct read_file *file = read_table(
        m, "a,b,c,,\n1,2,3,,\na,b,c,,\n4,5,6,,\n,,,,\n\nNotes:\nAll figures are provisional\n");
    assert_int_equal(file->rows, 2);
    assert_int_equal(file->survey->headers_again, 1);
    assert_int_equal(file->blank_rows, 2);
    assert_int_equal(file->survey->notes, 2);
    assert_int_equal(file->empty_columns, 2);
}

/* A row may have little filled in; only a sentence, or what says it is one, is a remark there. */
static void a_row_with_one_cell_is_data_unless_it_is_a_sentence(void **state)
{
    static const struct table tables[] = {
        {"name,born,n\nA B,1971-01-01,4\nC D,1948-01-01,6\nThis row has blanks,,\nUnicode!,,\n",
         1, 4, 0, "n", "10"},
        {"name,born,n\nA B,1971-01-01,4\nSource: the office,,\n", 1, 1, 0, "n", "4"},
        {"name,born,n\nA B,1971-01-01,4\nThese figures do not count the annex,,\n", 1, 1, 0, "n",
         "4"},
    };
    tables_are(*state, tables, LENGTH(tables));
}

static void a_cell_cut_by_its_own_comma_is_joined_where_the_others_show_it(void **state)
{
    static const struct table tables[] = {
        /* by the date behind it */
        {"what,bought,cost\nDesk,2020-01-02,10\nLamp,2020-01-02,5\nChair,red,2020-01-03,20\n", 1, 3,
         0, "cost", "35"},
        /* by its blanks, in a last column that nothing follows */
        {"what,cost,note\nDesk,10,old\nChair,20,red, worn, old\n", 1, 2, 0, "cost", "30"},
        /* not at all: a cell too many, and nothing stands wrongly before it */
        {"site,lon,lat\nAA,1,2\nBB,3,4\nCC,5,6,7\n", 1, 3, 0, "lon", "9"},
        /* not at all: either of two columns could hold it */
        {"what,who,cost\nDesk,Ann,10\nLamp,Ann,5\nChair,red,Bob,20\n", 1, 3, 0, "cost", "15"},
    };
    tables_are(*state, tables, LENGTH(tables));
}

static void the_decimal_mark_is_the_columns(void **state)
{
    static const struct table tables[] = {
        {"x;v\na;1.234,56\nb;1.000\nc;-12,5\n", 1, 3, 0, "v", "2222.06"},
        {"x,v\na,1.234\nb,5.6\nc,1.000\n", 1, 3, 0, "v", "7.834"},
        {"x,v\na,\"1,234\"\nb,\"5,600.5\"\nc,950\n", 1, 3, 0, "v", "7784.5"},
        {"x,v,w\na,\"1,7\",200.000.000\n", 1, 1, 0, "w", "200000000"},
        {"x,v\na,\"1,23,456.50\"\nb,\"2,34,567\"\n", 1, 2, 0, "v", "358023.50"},
    };
    tables_are(*state, tables, LENGTH(tables));
}

static void sums_are_exact_and_in_every_dress(void **state)
{
    static const struct table tables[] = {
        {"x,v\na,0.30000000000000004\nb,123456.78999999999999\n", 1, 2, 0, "v",
         "123457.08999999999999004"},
        {"Item,Cost\nA,\" $1,234.00 \"\nB,\" $ -   \"\nC,\" $(34.00)\"\nD,12.50-\n", 1, 4, 0,
         "Cost", "1187.50"},
        {"Item,Cost\nA,\xC2\xA3" "68.66\nB,\"\xC2\xA3" "1,000.00\"\n", 1, 2, 0, "Cost", "1068.66"},
        {"Item;Cost\nA;1\xC2\xA0" "234,50 \xE2\x82\xAC\nB;N/A\n", 1, 2, 0, "Cost", "1234.50"},
        {"x,v\na,1.5E+03\nb,2e-3\n", 1, 2, 0, "v", "1500.002"},
        {"Item,Share\nA,12.5%\nB,50%\n", 1, 2, 0, "Share", "62.5"},
    };
    tables_are(*state, tables, LENGTH(tables));
}

static void ids_are_no_sums_and_bad_cells_are_counted(void **state)
{
    struct made *m = *state;
    const struct read_file *file = read_table(
        m, "Tag,Code,Posted date,Amount\nSVC-206,007,1/2/2020,5\nSVC-207,012,13/2/2020,x\n"
           "SVC-208,015,soon,7\n"); /* SVC is a currency, too */
    assert_int_equal(column_called(file, "Tag")->type, TYPE_TEXT);
    assert_int_equal(column_called(file, "Code")->type, TYPE_CODE);
    assert_int_equal(column_called(file, "Posted date")->type, TYPE_DATE);
    assert_int_equal(column_called(file, "Posted date")->notation.order, ORDER_DMY);
    assert_int_equal(column_called(file, "Posted date")->unparsable, 1);
    assert_int_equal(column_called(file, "Amount")->unparsable, 1);
}

static void identical_rows_are_kept_and_counted(void **state)
{
    const struct read_file *file = read_table(*state, "a,b\n1,x\n1,x\n2,y\n1,x\n");
    assert_int_equal(file->rows, 4);
    assert_int_equal(file->survey->duplicates, 2);
}

static void a_table_without_header_is_refused(void **state)
{
    struct made *m = *state;
    const struct read_file *file = read_table(m, "1,2,3\n4,5,6\n");
    assert_true(file->refused);
    made_findings(m, "table.csv:1:1: error: has no header row (the first row names the columns)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MADE(the_header_is_found_below_titles_and_groups),
        MADE(totals_are_told_by_their_sums_not_by_their_word),
        MADE(rows_that_are_no_data_are_left_out_and_counted),
        MADE(a_row_with_one_cell_is_data_unless_it_is_a_sentence),
        MADE(a_cell_cut_by_its_own_comma_is_joined_where_the_others_show_it),
        MADE(the_decimal_mark_is_the_columns),
        MADE(sums_are_exact_and_in_every_dress),
        MADE(ids_are_no_sums_and_bad_cells_are_counted),
        MADE(identical_rows_are_kept_and_counted),
        MADE(a_table_without_header_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
