from mappe.cli import main

main()
