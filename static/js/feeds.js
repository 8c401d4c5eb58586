// The feeds page: menus, and the focus on what a trial showed.

import "./focus.js";
import { menus } from "./menus.js";

menus();
