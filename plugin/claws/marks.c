/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* marks: our tags at a message, and a color label where the reader has given it none. The client shows
 * neither by itself when a plugin has set it. With IMAP, setting a tag lets the main loop run. */
#include "truefrom-claws.h"

#include <libintl.h>

#include "common/tags.h"
#include "gtk/colorlabel.h"
#include "gtk/gtkcmctree.h"
#include "mainwindow.h"
#include "prefs_common.h"
#include "summaryview.h"

#include "client/marks.h"

/* As the client counts them; 0 is none. */
enum { NO_COLOR, ORANGE, RED };

/* ---- tags -------------------------------------------------------------------------- */

static gboolean
has_tag (const char *tag, gpointer data)
{
    const MsgInfo *info = data;
    gint id = tags_get_id_for_str (tag);

    return id > 0 && g_slist_find (info->tags, GINT_TO_POINTER (id)) != NULL;
}

/* A new tag shows up in the client's menus a moment later. */
static gint
add_tag (const char *tag)
{
    MainWindow *window = mainwindow_get_mainwindow ();
    gint id = tags_add_tag (tag);

    tags_write_tags ();
    if (window != NULL)
        main_window_reflect_tags_changes (window);
    return id;
}

static void
set_tag (const char *tag, gboolean is_set, gpointer data)
{
    gint id = tags_get_id_for_str (tag);

    if (id <= 0)
        id = add_tag (tag);
    if (id > 0)
        procmsg_msginfo_update_tags (data, is_set, id);
}

static const TfMarkClient client = {has_tag, set_tag};

static void
show_tags (MsgInfo *info)
{
    MainWindow *window = mainwindow_get_mainwindow ();
    SummaryView *list = window != NULL ? window->summaryview : NULL;
    GtkCMCTree *tree = list != NULL ? GTK_CMCTREE (list->ctree) : NULL;
    gint column = list != NULL ? list->col_pos[S_COL_TAGS] : 0;
    g_autofree char *text = NULL;
    GtkCMCTreeNode *row;

    if (list == NULL || list->folder_item != info->folder ||
        !list->col_state[column].visible)
        return;
    row = gtk_cmctree_find_by_row_data (tree, NULL, info);
    text = procmsg_msginfo_get_tags_str (info);
    if (row != NULL)
        gtk_cmctree_node_set_text (tree, row, column, text != NULL ? text : "-");
}

/* ---- the color --------------------------------------------------------------------- */

static guint
color_of (TfMark mark)
{
    static const guint colors[] = {
        [TF_MARK_NONE] = NO_COLOR,
        [TF_MARK_WARNING] = ORANGE,
        [TF_MARK_ALARM] = RED,
    };

    G_STATIC_ASSERT (G_N_ELEMENTS (colors) == TF_N_MARKS);
    return colors[mark];
}

/* To a reader who has renamed it, it means something else. */
static gboolean
is_free (guint color)
{
    gint index = (gint)color - 1;
    const char *label;
    const char *usual;

    if (color == NO_COLOR)
        return TRUE;
    label = prefs_common_get_prefs ()->custom_colorlabel[index].label;
    usual = colorlabel_get_color_default_text (index);
    return g_strcmp0 (label, usual) == 0 ||
           g_strcmp0 (label, gettext (usual)) == 0; /* as the client translates it */
}

/* Only a color that is ours gives way. */
static void
set_color (MsgInfo *info, TfMark before, TfMark mark)
{
    guint color = color_of (mark);

    if (MSG_GET_COLORLABEL_VALUE (info->flags) != color_of (before))
        return;
    if (!is_free (color_of (before)) || !is_free (color))
        return;
    procmsg_msginfo_change_flags (info, MSG_COLORLABEL_TO_FLAGS (color), 0,
                                  MSG_CLABEL_FLAG_MASK, 0);
}

/* ---- both -------------------------------------------------------------------------- */

/* The client would ask whether it may go online, or would have to keep the change. */
static gboolean
is_out_of_reach (const FolderItem *item)
{
    return item->folder->klass->type == F_IMAP && prefs_common_get_prefs ()->work_offline;
}

void
tf_claws_marks_update (TfView *view, MsgInfo *info)
{
    TfMark before;
    TfMark mark;

    if (info->folder == NULL || info->folder->folder == NULL ||
        is_out_of_reach (info->folder))
        return;
    before = tf_mark_read (&client, info);
    mark = tf_view_find_mark (view, before);
    if (mark == before)
        return;
    info = procmsg_msginfo_new_ref (info);
    set_color (info, before, mark);
    tf_mark_write (mark, &client, info);
    show_tags (info);
    procmsg_msginfo_free (&info);
}
