// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/json_put.h"

void json_put_date(struct json_out *out, const char *key, struct date date) {
    char text[DATE_TEXT];
    date_text(text, date);
    json_put_string(out, key, text[0] != '\0' ? text : NULL);
}

void json_put_leg_way(struct json_out *out, const struct plan *plan, const struct network *network,
                      const struct plan_leg *leg) {
    json_put_string(out, "mode", leg->mode);
    if (network->vehicle_type[leg->vehicle].id != NULL)
        json_put_string(out, "vehicle_type_id", network->vehicle_type[leg->vehicle].id);
    json_put_string(out, "from_node_id", network->node[leg->from].id);
    json_put_string(out, "to_node_id", network->node[leg->to].id);
    json_flat_array(out, "links");
    for (int i = leg->first_link; i < leg->first_link + leg->links; i++)
        json_put_string(out, NULL, network->link[plan->link[i]].id);
    json_end(out);
}
