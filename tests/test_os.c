#define _GNU_SOURCE 1

#include "planner/os.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sched.h>
#include <sys/stat.h>

#include "child.h"

struct place {
    struct arena *arena;
    char *folder;
};

static int begin(void **state)
{
    struct place *place = memory_array(1, sizeof *place);
    place->arena = arena_new();
    char *folder = folder_new();
    place->folder = arena_copy(place->arena, folder, strlen(folder));
    *state = place;
    return 0;
}

static int end(void **state)
{
    struct place *place = *state;
    folder_remove(place->folder);
    arena_free(place->arena);
    free(place);
    return 0;
}

static char *in(struct place *place, const char *name)
{
    return arena_format(place->arena, "%s/%s", place->folder, name);
}

static void save(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

static void assert_file(const char *path, const char *content)
{
    struct os_file file;
    assert_null(os_open_file(path, &file));
    assert_int_equal(file.size, strlen(content));
    assert_memory_equal(file.at, content, file.size);
    os_close_file(&file);
}

static size_t things_in(struct place *place)
{
    const char *const *names;
    size_t count;
    assert_null(os_list_folder(place->arena, place->folder, &names, &count));
    return count;
}

static void a_file_is_read_whole_and_an_empty_one_is_no_error(void **state)
{
    struct place *place = *state;
    save(in(place, "full.csv"), "a,b\n1,2\n");
    assert_file(in(place, "full.csv"), "a,b\n1,2\n");
    save(in(place, "empty.csv"), "");
    assert_file(in(place, "empty.csv"), "");
}

static void bytes_that_were_given_back_can_be_read_again(void **state)
{
    struct place *place = *state;
    size_t size = 1 << 20;
    char *content = memory_array(size + 1, 1);
    memset(content, 'x', size);
    save(in(place, "large"), content);
    struct os_file file;
    assert_null(os_open_file(in(place, "large"), &file));
    assert_true(file.mapped);
    os_done_with(&file, size / 2 + 17);
    assert_memory_equal(file.at, content, size);
    os_close_file(&file);
    free(content);
}

static void what_cannot_be_read_says_why_in_words(void **state)
{
    struct place *place = *state;
    struct os_file file;
    assert_string_equal(os_open_file(in(place, "none"), &file), "no such file or folder");
    assert_string_equal(os_open_file(place->folder, &file), "it is a folder");
    save(in(place, "plain"), "x");
    assert_string_equal(os_open_file(in(place, "plain/below"), &file),
                        "a part of the path is not a folder");
    const char *const *names;
    size_t count;
    assert_string_equal(os_list_folder(place->arena, in(place, "none"), &names, &count),
                        "no such file or folder");
}

static void a_pipe_is_read_to_its_end(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "piped", 5), 5);
    close(ends[1]);
    char path[32];
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_file(path, "piped");
    close(ends[0]);
}

static void cut_short(void *context)
{
    const char *path = context;
    struct os_file file;
    if (os_open_file(path, &file) || truncate(path, 0))
        exit(9);
    volatile char sum = 0;
    for (size_t i = 0; i < file.size; i++)
        sum = (char)(sum + file.at[i]);
}

static void an_input_cut_short_while_it_is_read_ends_with_a_message(void **state)
{
    struct place *place = *state;
    save(in(place, "input"), "0123456789");
    struct child child = run_child(cut_short, in(place, "input"));
    assert_int_equal(child.status, 3);
    assert_non_null(strstr(child.said, "became shorter"));
}

static void names_in_a_folder_come_in_byte_order(void **state)
{
    struct place *place = *state;
    save(in(place, "b"), "");
    save(in(place, "\xC3\xA4"), "");
    save(in(place, "B"), "");
    save(in(place, "a"), "");
    const char *const *names;
    size_t count;
    assert_null(os_list_folder(place->arena, place->folder, &names, &count));
    assert_int_equal(count, 4);
    assert_string_equal(names[0], "B");
    assert_string_equal(names[1], "a");
    assert_string_equal(names[2], "b");
    assert_string_equal(names[3], "\xC3\xA4");
}

static void kinds_folders_and_same_files_are_told(void **state)
{
    struct place *place = *state;
    save(in(place, "one"), "x");
    assert_int_equal(symlink("one", in(place, "two")), 0);
    assert_int_equal(os_kind(in(place, "one")), OS_FILE);
    assert_int_equal(os_kind(place->folder), OS_FOLDER);
    assert_int_equal(os_kind(in(place, "three")), OS_MISSING);
    assert_int_equal(os_kind("/dev/null"), OS_OTHER);
    assert_true(os_same_file(in(place, "one"), in(place, "two")));
    assert_false(os_same_file(in(place, "one"), place->folder));
    assert_null(os_make_folder(in(place, "new")));
    assert_null(os_make_folder(in(place, "new")));
    assert_string_equal(os_make_folder(in(place, "one")), "a file of that name is there");
    assert_string_equal(os_make_folder(in(place, "no/new")), "no such file or folder");
}

static void the_old_file_stands_until_the_new_one_is_whole(void **state)
{
    struct place *place = *state;
    save(in(place, "out"), "old");
    assert_int_equal(chmod(in(place, "out"), 0640), 0);
    struct os_output output;
    assert_null(os_output_begin(place->arena, in(place, "out"), &output));
    fputs("new", output.stream);
    fflush(output.stream);
    assert_file(in(place, "out"), "old");
    assert_null(os_output_commit(&output));
    assert_file(in(place, "out"), "new");
    struct stat what;
    assert_int_equal(stat(in(place, "out"), &what), 0);
    assert_int_equal(what.st_mode & 0777, 0640);
    assert_int_equal(things_in(place), 1);
}

static void an_output_given_up_leaves_nothing(void **state)
{
    struct place *place = *state;
    struct os_output output;
    assert_null(os_output_begin(place->arena, in(place, "out"), &output));
    fputs("new", output.stream);
    os_output_drop(&output);
    assert_int_equal(things_in(place), 0);
}

static void a_symbolic_link_stays_and_its_aim_is_written(void **state)
{
    struct place *place = *state;
    assert_null(os_make_folder(in(place, "there")));
    assert_int_equal(symlink("there/file", in(place, "link")), 0);
    struct os_output output;
    assert_null(os_output_begin(place->arena, in(place, "link"), &output));
    fputs("new", output.stream);
    assert_null(os_output_commit(&output));
    assert_file(in(place, "there/file"), "new");
    struct stat what;
    assert_int_equal(lstat(in(place, "link"), &what), 0);
    assert_true(S_ISLNK(what.st_mode));

    assert_int_equal(symlink("round", in(place, "round")), 0);
    assert_string_equal(os_output_begin(place->arena, in(place, "round"), &output),
                        "its symbolic links lead in a circle");
}

static void a_target_that_is_no_file_is_refused(void **state)
{
    struct place *place = *state;
    struct os_output output;
    assert_string_equal(os_output_begin(place->arena, place->folder, &output), "it is a folder");
    assert_string_equal(os_output_begin(place->arena, "", &output), "the name is empty");
    assert_string_equal(os_output_begin(place->arena, "/dev/null", &output),
                        "it is not an ordinary file");
    assert_string_equal(os_output_begin(place->arena, in(place, "none/out"), &output),
                        "the folder does not exist");
    char *name = memory_array(300, 1);
    memset(name, 'n', 299);
    assert_string_equal(os_output_begin(place->arena, in(place, name), &output),
                        "the name is too long (give a shorter one; -o NAME names the workbook)");
    free(name);
}

static void no_output_begins_where_the_run_has_read(void **state)
{
    struct place *place = *state;
    save(in(place, "assets.csv"), "asset_tag");
    assert_int_equal(symlink("assets.csv", in(place, "link")), 0);
    assert_int_equal(link(in(place, "assets.csv"), in(place, "same")), 0);
    assert_false(os_was_read(in(place, "assets.csv")));
    struct os_file file;
    assert_null(os_open_file(in(place, "link"), &file));
    os_close_file(&file);
    static const char *const names[] = {"assets.csv", "link", "same"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct os_output output;
        assert_true(os_was_read(in(place, names[i])));
        assert_string_equal(os_output_begin(place->arena, in(place, names[i]), &output),
                            "it is one of the input files");
    }
    assert_false(os_was_read(in(place, "other.csv")));
}

static void make_folders_and_stop(void *context)
{
    struct place *place = context;
    if (os_make_folder(in(place, "empty")) || os_make_folder(in(place, "full")))
        exit(9);
    save(in(place, "full/table.csv"), "kept");
    stop_machine("nothing works");
}

static void a_folder_made_for_nothing_goes_again(void **state)
{
    struct place *place = *state;
    assert_int_equal(run_child(make_folders_and_stop, place).status, 3);
    assert_int_equal(os_kind(in(place, "empty")), OS_MISSING);
    assert_int_equal(os_kind(in(place, "full")), OS_FOLDER);
}

static void write_to_a_full_disk(void *context)
{
    (void)context;
    FILE *full = fopen("/dev/full", "w+");
    if (!full)
        exit(9);
    for (int i = 0; i < 100000; i++)
        fputs("gone", full);
    rewind(full); /* as libxlsxwriter does before it copies a part of the workbook */
}

static void what_a_library_could_not_write_stops_the_process(void **state)
{
    (void)state;
    struct child child = run_child(write_to_a_full_disk, NULL);
    assert_int_equal(child.status, 3);
    assert_string_equal(child.said, "planner: cannot write temporary files: the disk took only a part "
                                    "of them\n");
}

static void settled_output_only_needs_its_name(void **state)
{
    struct place *place = *state;
    struct os_output output;
    save(in(place, "out"), "old");
    assert_null(os_output_begin(place->arena, in(place, "out"), &output));
    fputs("new", output.stream);
    assert_null(os_output_settle(&output));
    assert_file(output.temporary, "new");
    assert_file(in(place, "out"), "old");
    assert_null(os_output_commit(&output));
    assert_file(in(place, "out"), "new");
}

static void a_folder_that_may_not_be_written_is_refused(void **state)
{
    struct place *place = *state;
    if (!geteuid())
        skip();
    chmod(place->folder, 0500);
    struct os_output output;
    assert_string_equal(os_output_begin(place->arena, in(place, "out"), &output),
                        "no permission to write in the folder");
    chmod(place->folder, 0700);
}

static void begin_and_die(void *context)
{
    struct place *place = context;
    struct os_output output;
    if (os_output_begin(place->arena, in(place, "out"), &output) ||
        !os_temporary_folder(place->arena, in(place, "out")))
        exit(9);
    raise(SIGTERM);
}

static void begin_and_stop(void *context)
{
    struct place *place = context;
    struct os_output output;
    if (os_output_begin(place->arena, in(place, "out"), &output))
        exit(9);
    char *folder = os_temporary_folder(place->arena, in(place, "out"));
    save(arena_format(place->arena, "%s/left", folder), "behind");
    stop_machine("nothing works");
}

enum { THREADS = 4 };

/* All have begun when the first stops. */
static void stop_together(void *begun, size_t i)
{
    (void)i;
    for (++*(atomic_int *)begun; *(atomic_int *)begun < THREADS;)
        sched_yield();
    stop_machine("nothing works");
}

static void stop_in_threads(void *context)
{
    struct place *place = context;
    struct os_output output;
    atomic_int begun = 0;
    if (os_output_begin(place->arena, in(place, "out"), &output))
        exit(9);
    os_parallel(THREADS, THREADS, stop_together, &begun);
}

static void threads_that_stop_at_once_end_the_process_once(void **state)
{
    struct place *place = *state;
    for (int turn = 0; turn < 50; turn++) {
        struct child child = run_child(stop_in_threads, place);
        assert_int_equal(child.status, 3);
        assert_string_equal(child.said, "planner: nothing works\n");
        assert_int_equal(things_in(place), 0);
    }
}

static void begin_and_vanish(void *context)
{
    struct place *place = context;
    struct os_output output;
    if (os_output_begin(place->arena, in(place, "out"), &output))
        exit(9);
    char *folder = os_temporary_folder(place->arena, in(place, "out"));
    save(arena_format(place->arena, "%s/left", folder), "behind");
    raise(SIGKILL);
}

static void a_process_that_ends_early_leaves_nothing(void **state)
{
    struct place *place = *state;
    assert_int_equal(run_child(begin_and_die, place).status, 128 + SIGTERM);
    assert_int_equal(things_in(place), 0);
    assert_int_equal(run_child(begin_and_stop, place).status, 3);
    assert_int_equal(things_in(place), 0);
}

static void what_a_killed_process_left_goes_with_the_next_output(void **state)
{
    struct place *place = *state;
    assert_int_equal(run_child(begin_and_vanish, place).status, 128 + SIGKILL);
    assert_int_equal(things_in(place), 2);
    assert_null(os_make_folder(in(place, ".planner-notes.part")));
    save(in(place, ".planner-1-2.party"), "mine");
    struct os_output first, second;
    assert_null(os_output_begin(place->arena, in(place, "out"), &first));
    assert_null(os_output_begin(place->arena, in(place, "other"), &second));
    assert_int_equal(things_in(place), 4); /* two that are not ours, and these two */
    os_output_drop(&first);
    assert_null(os_output_commit(&second));
    assert_int_equal(things_in(place), 3);
}

static void a_path_can_be_pasted_into_a_shell(void **state)
{
    struct place *place = *state;
    assert_string_equal(os_pasted(place->arena, "plain.csv"), "plain.csv");
    assert_string_equal(os_pasted(place->arena, "Kim's boxes.csv"), "\"Kim's boxes.csv\"");
    assert_string_equal(os_pasted(place->arena, "Kim's $5.csv"), "'Kim'\\''s $5.csv'");
}

static void a_temporary_folder_goes_with_all_in_it_but_not_beyond(void **state)
{
    struct place *place = *state;
    save(in(place, "mine"), "kept");
    char *folder = os_temporary_folder(place->arena, in(place, "out"));
    assert_non_null(folder);
    char *below = arena_format(place->arena, "%s/below", folder);
    assert_null(os_make_folder(below));
    save(arena_format(place->arena, "%s/file", below), "x");
    assert_int_equal(symlink(place->folder, arena_format(place->arena, "%s/out", below)), 0);
    os_remove_folder(folder);
    assert_int_equal(os_kind(folder), OS_MISSING);
    assert_file(in(place, "mine"), "kept");
    assert_null(os_temporary_folder(place->arena, in(place, "none/out")));
}

static void free_space_is_told_for_files_that_are_not_there_yet(void **state)
{
    struct place *place = *state;
    assert_true(os_free_space(place->folder) > 0);
    assert_true(os_free_space(in(place, "no/such/file")) > 0);
}

static void say_things(void *context)
{
    (void)context;
    os_mute_library();
    os_mute_library();
    fputs("[ERROR] workbook_close(): something\n", stderr);
    fputs("ours\n", stderr);
    os_unmute_library();
    fputs("[WARNING]: something else\n", stderr);
    os_unmute_library();
    fputs("[ERROR] told aloud\n", stderr);
    os_mute_library();
    fputs("[ERROR] muted\n", stderr);
    stop_machine("last words");
}

static void a_muted_library_is_not_heard_but_others_are(void **state)
{
    (void)state;
    struct child child = run_child(say_things, NULL);
    assert_int_equal(child.status, 3);
    assert_string_equal(child.said, "ours\n[ERROR] told aloud\nplanner: last words\n");
}

static void mark_one(void *context, size_t i)
{
    atomic_fetch_add(&((atomic_int *)context)[i], 1);
}

static void every_piece_of_work_is_done_once_on_any_number_of_threads(void **state)
{
    (void)state;
    for (unsigned threads = 0; threads < 9; threads += 2) {
        enum { PIECES = 1000 };
        atomic_int *done = memory_array(PIECES, sizeof *done);
        os_parallel(threads, PIECES, mark_one, done);
        for (size_t i = 0; i < PIECES; i++)
            assert_int_equal(done[i], 1);
        free(done);
    }
    os_parallel(4, 0, mark_one, NULL);
    assert_true(os_processors() >= 1);
}

/* A process's own memory can be opened like a file, and not be read at its beginning. */
static void a_file_that_cannot_be_read_is_not_empty(void **state)
{
    (void)state;
    struct os_file file;
    if (os_kind("/proc/self/mem") != OS_FILE)
        skip();
    assert_non_null(os_open_file("/proc/self/mem", &file));
}

/* The disk was full when a line was printed, and is not when the rest is: nothing is left to write,
 * and the stream alone remembers. */
static void a_line_that_was_lost_is_not_forgotten(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    setvbuf(full, NULL, _IONBF, 0);
    assert_null(os_flush(full));
    assert_int_equal(fputs("lost", full), EOF);
    assert_non_null(os_flush(full));
    fclose(full);
}

static void the_clocks_run(void **state)
{
    (void)state;
    double now = os_seconds();
    assert_true(os_seconds() >= now);
    assert_true(os_today().day > 20000);
    FILE *file = tmpfile();
    assert_false(os_is_terminal(file));
    fclose(file);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(a_file_is_read_whole_and_an_empty_one_is_no_error),
        IN_A_FOLDER(bytes_that_were_given_back_can_be_read_again),
        IN_A_FOLDER(what_cannot_be_read_says_why_in_words),
        IN_A_FOLDER(a_pipe_is_read_to_its_end),
        IN_A_FOLDER(an_input_cut_short_while_it_is_read_ends_with_a_message),
        IN_A_FOLDER(names_in_a_folder_come_in_byte_order),
        IN_A_FOLDER(kinds_folders_and_same_files_are_told),
        IN_A_FOLDER(the_old_file_stands_until_the_new_one_is_whole),
        IN_A_FOLDER(an_output_given_up_leaves_nothing),
        IN_A_FOLDER(a_symbolic_link_stays_and_its_aim_is_written),
        IN_A_FOLDER(a_target_that_is_no_file_is_refused),
        IN_A_FOLDER(no_output_begins_where_the_run_has_read),
        IN_A_FOLDER(a_folder_made_for_nothing_goes_again),
        cmocka_unit_test(what_a_library_could_not_write_stops_the_process),
        IN_A_FOLDER(settled_output_only_needs_its_name),
        IN_A_FOLDER(a_folder_that_may_not_be_written_is_refused),
        IN_A_FOLDER(a_process_that_ends_early_leaves_nothing),
        IN_A_FOLDER(threads_that_stop_at_once_end_the_process_once),
        IN_A_FOLDER(what_a_killed_process_left_goes_with_the_next_output),
        IN_A_FOLDER(a_path_can_be_pasted_into_a_shell),
        IN_A_FOLDER(a_temporary_folder_goes_with_all_in_it_but_not_beyond),
        IN_A_FOLDER(free_space_is_told_for_files_that_are_not_there_yet),
        cmocka_unit_test(a_muted_library_is_not_heard_but_others_are),
        cmocka_unit_test(every_piece_of_work_is_done_once_on_any_number_of_threads),
        cmocka_unit_test(a_file_that_cannot_be_read_is_not_empty),
        cmocka_unit_test(a_line_that_was_lost_is_not_forgotten),
        cmocka_unit_test(the_clocks_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
