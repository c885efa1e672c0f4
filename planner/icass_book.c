#include "planner/icass_book.h"

void draw_icass(struct book *book, const struct icass *icass, const struct manifest *manifest)
{
    (void)book;(void)icass;(void)manifest;
    book_page(book, &(struct page_setup){.name="x"});
}
