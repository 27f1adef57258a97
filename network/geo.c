// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include <math.h>

/* Mean radius R1 = (2a + b) / 3 of the earth, in mm. Moritz, Geodetic Reference System 1980, J. Geodesy 74
 * (2000), doi:10.1007/s001900050278. */
static const double radius_mm = 6371.0088e6;

static double radians(double degrees) {
    return degrees * (3.14159265358979323846 / 180.0);
}

/* The haversine form keeps its digits for near points, where the cosine form loses them. Sinnott, Virtues of
 * the haversine, Sky and Telescope 68 (1984) 159. The earth's flattening is left out: at most 0.6 % off. */
int64_t great_circle_mm(double lon1, double lat1, double lon2, double lat2) {
    double sine_lat = sin(radians(lat2 - lat1) / 2), sine_lon = sin(radians(lon2 - lon1) / 2);
    double h = sine_lat * sine_lat + cos(radians(lat1)) * cos(radians(lat2)) * sine_lon * sine_lon;
    return llround(2 * radius_mm * asin(sqrt(h < 1 ? h : 1)));
}

int64_t network_great_circle_mm(const struct network *network, int from, int to) {
    if (!network->geographic)
        return 0;
    const struct node *a = &network->node[from], *b = &network->node[to];
    return great_circle_mm(a->lon, a->lat, b->lon, b->lat);
}
