// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/data_set.h"

#include "base/mem.h"
#include "solver/solver.h"
#include "tests/support/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

const struct variant NOW = {.as_of = {20781}}; /* days since 1970-01-01 */

const struct text_file CORRIDOR[CORRIDOR_FILES] = {
    {"roads/node.csv", "node_id,x_coord,y_coord,node_type,jurisdiction\n"
                       "A,104.0,-4,city,west\n"
                       "J,104.1,-4,junction,west\n"
                       "P,104.2,-4,port,west\n"
                       "Q,104.4,-4,port,east\n"
                       "B,104.5,-4,city,east\n"},
    {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,time_h,headway_h,"
                       "freight_capacity,jurisdiction\n"
                       "AJ,A,J,false,road,30,60,,,,west\n"
                       "JP,J,P,false,toll,20,80,,,,west\n"
                       "PQ,P,Q,false,ferry,10,,2,1,,strait\n"
                       "QB,Q,B,false,road,12,40,,,500,east\n"
                       "AB,A,B,true,rail,100,50,,6,300,\n"},
    {"roads/terminal.csv", "terminal_id,node_id,mode,handling_h,dwell_h,capacity_t\n"
                           "TA,A,rail,2,24,1000\n"
                           "TB,B,rail,3,12,\n"},
    {"roads/vehicle_type.csv",
     "vehicle_type_id,modes,payload_t,load_factor,empty_return,speed_factor,fuel_l_per_km,"
     "cost_per_km,cost_per_h,headway_h,handling_h,toll_class,ferry_class,"
     "co2e_g_per_t_km_ttw,co2e_g_per_t_km_wtt\n"
     "truck,road;toll;ferry,10,0.8,0.5,0.8,0.25,1000,20000,,0.75,III,VI,80,20\n"
     "train,rail,1000,,,,,,,12,,,,20,5\n"
     "ship,ferry,2000,,,,,,,,,,,40,10\n"},
    {"tariffs/book.csv",
     "tariff_id,item,basis,amount,valid_from,valid_to,mode,jurisdiction,vehicle_class,commodity_id\n"
     "fuel-old,fuel,litre,5150,,2022-09-03,,,,\n"
     "fuel,fuel,litre,6800,2022-09-03,,,,,\n"
     "toll-III,toll,vehicle,40000,,,,,III,\n"
     "ferry-VI,ferry,vehicle,800000,,,,,VI,\n"
     "rail,rail,t_km,500,,,,,,\n"
     "handling-road,handling,t,5000,,,road,,,\n"
     "handling-rail,handling,t,8000,,,rail,,,\n"
     "storage-rail,storage,t_day,2400,,,rail,,,\n"
     "access-east,access,t,700,,,road,east,,\n"
     "surcharge-coal,surcharge,percent,10,,,,,,coal\n"},
    {"shipments/commodity.csv", "commodity_id,cargo_form,value_per_t,holding_rate_per_year,decay_per_day\n"
                                "wheat,bag,8760000,0.1,0\n"
                                "coal,bulk,,,\n"},
    {"shipments/shipper.csv", "shipper_id,name\nmill,The Mill\n"},
    {"shipments/shipment.csv",
     "shipment_id,shipper_id,commodity_id,origin_node_id,destination_node_id,quantity_t,"
     "max_hours\n"
     "S1,mill,wheat,A,B,100,\n"
     "S2,,coal,A,B,50,\n"},
};

static const struct text_file *find(const struct text_file *files, const char *name) {
    for (; files != NULL && files->name != NULL; files++)
        if (strcmp(files->name, name) == 0)
            return files;
    return NULL;
}

const char *data_set_write(const struct text_file *files, size_t count, const struct text_file *changes) {
    const char *folder = support_folder();
    for (size_t i = 0; i < count; i++)
        if (find(changes, files[i].name) == NULL)
            support_write(folder, files[i].name, files[i].text);
    for (; changes != NULL && changes->name != NULL; changes++)
        if (changes->text != NULL)
            support_write(folder, changes->name, changes->text);
    return folder;
}

const char *findings_text(const struct diag *diag) {
    return support_findings(diag, DIAG_NOTE);
}

/* Ends the test with the findings where there was an error. */
static void demand_faultless(struct diag *diag) {
    if (diag_count(diag, DIAG_ERROR) > 0)
        fail_msg("unexpected findings:\n%s", findings_text(diag));
    diag_free(diag);
}

struct scenario *data_set_load(const char *folder) {
    struct diag *diag = diag_new();
    struct scenario *scenario = scenario_load(folder, NULL, diag);
    demand_faultless(diag);
    assert_non_null(scenario);
    return scenario;
}

struct scenario *corridor_load(const struct text_file *changes) {
    return data_set_load(data_set_write(CORRIDOR, CORRIDOR_FILES, changes));
}

struct virtual_network *network_build(const struct scenario *scenario, const struct variant *variant) {
    struct diag *diag = diag_new();
    struct virtual_network *network = virtual_new(scenario, variant, diag);
    demand_faultless(diag);
    assert_non_null(network);
    return network;
}

struct plan *plan_make(const struct scenario *scenario, const struct variant *variant) {
    struct diag *diag = diag_new();
    struct error err = {0};
    struct compiled *compiled = plan_compile(scenario, variant, diag);
    if (compiled == NULL)
        fail_msg("no problem:\n%s", findings_text(diag));
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.quantum = 0.001;
    settings.gap = 1e-9;
    settings.threads = 1;
    struct solution *solution = solve(compiled_problem(compiled), &settings, &err);
    if (solution == NULL)
        fail_msg("no solution: %s", err.message);
    struct plan *plan = plan_lift(compiled, solution, settings.gap, &err);
    if (plan == NULL)
        fail_msg("no plan: %s", err.message);
    struct verdict verdict = plan_verify(plan, scenario, diag);
    plan_seal(plan, &verdict);
    solution_free(solution);
    compiled_free(compiled);
    demand_faultless(diag);
    return plan;
}

int arc_find(const struct virtual_network *network, enum arc_kind kind, const char *at, bool backward,
             const char *vehicle) {
    const struct network *roads = network->scenario->network;
    for (int a = 0; a < network->arcs; a++) {
        const struct arc *arc = &network->arc[a];
        int node = network->vertex[kind == ARC_UNLOAD ? arc->head : arc->tail].node;
        const char *id =
            kind == ARC_HAUL && arc->link >= 0 ? roads->link[arc->link].id : roads->node[node].id;
        const char *type = roads->vehicle_type[arc->vehicle].id;
        if (arc->kind == kind && arc->backward == backward && strcmp(id, at) == 0 &&
            (vehicle == NULL || strcmp(type, vehicle) == 0))
            return a;
    }
    return -1;
}
