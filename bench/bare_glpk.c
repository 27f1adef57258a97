// SPDX-License-Identifier: GPL-3.0-or-later
/* What every program that uses GLPK pays before it does anything: the least that `angkut plan` could take. */
#include <glpk.h>

int main(void) {
    glp_prob *problem = glp_create_prob();
    glp_delete_prob(problem);
    glp_free_env();
    return 0;
}
