// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/import_parts.h"

#include "base/language.h"
#include "base/mem.h"
#include "network/read.h"
#include "network/write_csv.h"

#include <stdlib.h>
#include <string.h>

bool import_config(const struct folder_out *out, const char *name, const char *length, const char *speed,
                   const char *crs, struct error *err) {
    static const char file_name[] = "roads/config.csv";
    FILE *file = folder_open(out, file_name, err);
    if (file == NULL)
        return false;
    fputs("dataset_name,long_length,speed,crs,currency,version_number,id_type,period\n", file);
    csv_write_text(name, file);
    csv_write(length, file);
    csv_write(speed, file);
    csv_write(crs != NULL ? crs : "EPSG:4326", file);
    fputs(",IDR,0.96,string,month\n", file);
    return folder_close(out, file, file_name, err);
}

bool import_readme(const struct folder_out *out, const char *name, const char *origin, struct error *err) {
    FILE *file = folder_open(out, "README.md", err);
    if (file == NULL)
        return false;
    fprintf(file,
            "# %s\n\n%s\n\nStill to be filled in: shipments/shipment.csv, tariffs/, roads/vehicle_type.csv. "
            "`angkut "
            "init` writes\nexamples of each with an explanation of their columns.\n",
            name, origin);
    return folder_close(out, file, "README.md", err);
}

bool import_no_shipments(const struct folder_out *out, struct error *err) {
    static const char file_name[] = "shipments/shipment.csv";
    FILE *file = folder_open(out, file_name, err);
    if (file == NULL)
        return false;
    fputs("shipment_id,shipper_id,commodity_id,origin_node_id,destination_node_id,quantity_t,max_hours,"
          "source,status\n",
          file);
    return folder_close(out, file, file_name, err);
}

char *import_name(const char *path) {
    char *name = realpath(path, NULL); /* also of "." */
    if (name == NULL)
        name = xstrdup(path);
    const char *base = strrchr(name, '/') != NULL ? strrchr(name, '/') + 1 : name;
    memmove(name, base, strlen(base) + 1);
    char *end = strstr(name, "_net.tntp");
    name[end != NULL ? (size_t)(end - name) : strcspn(name, ".")] = '\0';
    return name;
}

bool import_units_known(const struct import_units *units, struct error *err) {
    if (units->length != NULL && unit_length(units->length) == NULL)
        return error_set(err, ERROR_USAGE, "--length-unit: \"%.40s\" is no known unit; use %s", units->length,
                         _(unit_length_words));
    if (units->speed != NULL && unit_speed(units->speed, unit_length(NULL)) == NULL)
        return error_set(err, ERROR_USAGE, "--speed-unit: \"%.40s\" is no known unit; use %s", units->speed,
                         _(unit_speed_words));
    return true;
}
